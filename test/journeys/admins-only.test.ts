import { expect, test } from "vitest";
import { adminWith } from "../integration/kit/admin.ts";
import { sidebarToken } from "../integration/kit/sidebar-token.ts";
import { createAgent } from "../kit/agent.ts";
import { NavBar } from "./kit/nav-bar.ts";
import { openStage, type Stage } from "./kit/stage.ts";

interface Documented {
  paths: Record<string, Record<string, unknown>>;
}

/** Every admin route that the server documents. */
async function adminRoutes({ serverOrigin }: Stage): Promise<{ method: string; path: string }[]> {
  const { paths } = (await (await fetch(`${serverOrigin}/openapi.json`)).json()) as Documented;
  return Object.entries(paths)
    .filter(([path]) => path.startsWith("/admin/"))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({
        method: method.toUpperCase(),
        path: path.slice("/admin".length).replaceAll(/\{\w+\}/g, "twilio"),
      })),
    );
}

test("An agent who is no admin is told so, and gets nowhere", async () => {
  const stage = await openStage();
  const { account } = stage.sandbox.world;
  createAgent(stage.sandbox, "Owen Marsh").user.role = "agent";
  const bar = await NavBar.open(await stage.workspace("Owen Marsh"));
  const { app } = bar;
  await bar.signIn("Owen Marsh");
  await app
    .getByRole("alert")
    .getByText(`Owen Marsh is not an admin of ${account.subdomain}.zendesk.com`)
    .waitFor();
  const [, ...forAdmins] = await bar.sections();
  expect(forAdmins).toContain("Settings");
  for (const section of forAdmins) {
    await bar.go(section);
    expect(await app.getByRole("main").getByRole("button").allInnerTexts()).toEqual(["Sign in with Zendesk"]);
  }

  const routes = await adminRoutes(stage);
  expect(routes.length).toBeGreaterThan(15);
  const token = await sidebarToken(stage.sandbox);
  const asAgent = adminWith(stage, token);
  for (const { method, path } of routes) {
    const body = method === "GET" ? undefined : {};
    expect([path, (await asAgent(method, path, body)).status]).toEqual([path, 401]);
  }
});
