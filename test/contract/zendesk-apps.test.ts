import { zipPackage } from "@sidethread/zendesk-app/package/zip";
import { strToU8 } from "fflate";
import { beforeEach, expect, test } from "vitest";
import { createWorld } from "../sandbox/world/create-world.ts";
import { type AppsApi, appsApi } from "../sandbox/zendesk/apps/apps-api.ts";
import { createZendesk, type Zendesk } from "../sandbox/zendesk/zendesk.ts";

const world = createWorld({ now: new Date() });
const [admin, agent] = (["admin", "agent"] as const).map(
  (role) => world.agents.find((person) => person.role === role)!.email,
);

/** A small app with an open, a secure and a required setting. */
const appZip = (change: object = {}) => {
  const manifest = {
    author: { name: "Ada" },
    defaultLocale: "en",
    version: "1.0.0",
    frameworkVersion: "2.0",
    singleInstall: true,
    location: { support: { ticket_sidebar: "assets/iframe.html" } },
    parameters: [
      { name: "colour", default: "green" },
      { name: "secret", secure: true, scopes: ["header"] },
      { name: "shop", required: true },
    ],
    ...change,
  };
  const parameters = Object.fromEntries(manifest.parameters.map(({ name }) => [name, { label: name }]));
  return zipPackage(
    new Map([
      ["manifest.json", strToU8(JSON.stringify(manifest))],
      ["translations/en.json", strToU8(JSON.stringify({ app: { name: "Small app", parameters } }))],
      ["assets/iframe.html", strToU8("<!doctype html>")],
    ]),
  );
};

let zendesk: Zendesk;
let apps: AppsApi;

beforeEach(() => {
  zendesk = createZendesk({ subdomain: world.account.subdomain });
  apps = appsApi(zendesk);
  zendesk.app.route("/", apps.routes);
  zendesk.load(world);
});

function call(method: string, path: string, body?: object, email = admin) {
  const authorization = `Basic ${btoa(`${email}/token:sandbox-zendesk-token`)}`;
  return zendesk.app.request(path, {
    method,
    headers: { authorization, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
}

test("secure settings go in and never come out", async () => {
  const settings = { secret: "sandbox-secret", shop: "nordwind", unknown: "dropped" };
  const { installationId } = apps.install(appZip(), settings);
  expect(apps.installations()).toMatchObject([
    { name: "Small app", settings: { colour: "green", secret: "sandbox-secret", shop: "nordwind" } },
  ]);

  const path = `/api/v2/apps/installations/${installationId}.json`;
  const changed = await call("PUT", path, { settings: { name: "Renamed", secret: "sandbox-next" } });
  expect(await changed.json()).toMatchObject({
    settings: { name: "Renamed", title: "Renamed", colour: "green", shop: "nordwind" },
  });
  for (const address of [path, "/api/v2/apps/installations", "/api/support/apps/installations.json"]) {
    const answer = await call("GET", address);
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain("sandbox-next");
  }
  await call("PUT", path, { settings: { colour: "blue" } });
  expect(apps.installations()[0]?.settings).toMatchObject({ colour: "blue", secret: "sandbox-next" });
});

test("an installation that is switched off is not shown to agents", async () => {
  const { installationId } = apps.install(appZip(), { shop: "nordwind" });
  await call("PUT", `/api/v2/apps/installations/${installationId}`, { enabled: false });
  expect(apps.installations()).toEqual([]);
});

test("only admins reach the apps, and tickets are another API", async () => {
  expect((await call("GET", "/api/v2/apps/owned.json", undefined, agent)).status).toBe(403);
  expect((await zendesk.app.request("/api/v2/apps/owned.json")).status).toBe(401);
  expect((await call("GET", "/api/v2/tickets.json")).status).toBe(200);
});

test("what is not there is not found, and what is wrong is refused", async () => {
  const { appId } = apps.install(appZip(), { shop: "nordwind" });
  expect((await call("GET", "/api/v2/apps/7")).status).toBe(404);
  expect((await call("PUT", `/api/v2/apps/${appId}`, { upload_id: 7 })).status).toBe(404);
  expect((await call("POST", "/api/v2/apps/installations", { app_id: 7 })).status).toBe(404);
  const again = await call("POST", "/api/v2/apps/installations", { app_id: appId, settings: { shop: "x" } });
  expect(again.status).toBe(422);
  const blank = await call("PUT", `/api/v2/apps/installations/${apps.installations()[0]?.installationId}`, {
    settings: { shop: "" },
  });
  expect(blank.status).toBe(422);
  expect(() => apps.install(appZip({ frameworkVersion: "1.0" }), {})).toThrow(
    /"frameworkVersion" is not "2.0"/,
  );
});

test("the account's own apps are listed with their parameters", async () => {
  const { appId } = apps.install(appZip(), { shop: "nordwind" });
  const { apps: owned } = await (await call("GET", "/api/v2/apps/owned.json")).json();
  expect(owned).toMatchObject([
    {
      id: appId,
      name: "Small app",
      version: "1.0.0",
      parameters: [{ name: "colour" }, { secure: true }, { required: true }],
    },
  ]);
});
