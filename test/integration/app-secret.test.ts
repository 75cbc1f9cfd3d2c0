import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageApp } from "@sidethread/zendesk-app/package/package-app";
import { expect, it, onTestFinished } from "vitest";
import { startSystem } from "../kit/system.ts";
import { eventually } from "../kit/wait.ts";
import { signIn } from "./kit/admin.ts";
import { sidebarSecret, sidebarToken } from "./kit/sidebar-token.ts";

it("gives an app its secret that is installed after Zendesk was connected", { timeout: 40_000 }, async () => {
  const system = await startSystem({ connect: ["zendesk"] });
  onTestFinished(() => system.stop());
  const outDir = await mkdtemp(join(tmpdir(), "sidethread-app-"));
  onTestFinished(() => rm(outDir, { recursive: true, force: true }));
  const { sandbox, serverOrigin } = system;
  const { zip } = await packageApp({ backend: serverOrigin, outDir });
  const overview = async () => {
    const headers = { authorization: `Bearer ${await sidebarToken(sandbox)}` };
    return (await fetch(`${serverOrigin}/app/overview`, { headers })).status;
  };
  const given = () =>
    sandbox.zendesk.exchanges.filter(
      ({ method, path }) => method === "PUT" && path.includes("/apps/installations/"),
    ).length;

  sandbox.apps.install(zip, {});
  expect(sidebarSecret(sandbox)).toBe("");
  await signIn(system);
  expect(await overview()).toBe(200);
  await signIn(system);
  expect(given()).toBe(1);

  // The watch gives it too, to another installation that took the first one's place.
  const [installed] = sandbox.apps.installations();
  sandbox.apps.install(zip, {});
  await fetch(`${sandbox.origins.zendesk}/api/support/apps/installations/${installed?.installationId}.json`, {
    method: "DELETE",
    headers: { cookie: `sandbox_agent=${adminOf(sandbox)}` },
  });
  expect(sidebarSecret(sandbox)).toBe("");
  await system.stopServer();
  await system.restartServer();
  await eventually(async () => (await overview()) === 200, { timeout: 10_000 });
  expect(given()).toBe(2);
});

function adminOf({ zendesk }: Awaited<ReturnType<typeof startSystem>>["sandbox"]): number {
  const admin = [...zendesk.state.users.values()].find(({ role }) => role === "admin");
  if (!admin) throw new Error("The sandbox has no admin.");
  return admin.id;
}
