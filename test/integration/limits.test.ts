import { createHmac, randomBytes } from "node:crypto";
import { openSidebarSecret, saveAccount } from "@sidethread/server/accounts/account-store";
import { saveConnection } from "@sidethread/server/accounts/connection-store";
import { createSealer } from "@sidethread/server/accounts/seal";
import { beginSession } from "@sidethread/server/accounts/session-store";
import { compose } from "@sidethread/server/compose";
import { readConfig } from "@sidethread/server/config";
import type { AccountScope } from "@sidethread/server/database/account-scope";
import { openDatabase } from "@sidethread/server/database/database";
import { grantScope } from "@sidethread/server/database/grant-scope";
import { sharedPictures } from "@sidethread/server/database/schema/pictures";
import { createLog } from "@sidethread/server/log";
import { SignJWT } from "jose";
import { expect, it, onTestFinished } from "vitest";
import { openStore } from "./kit/store.ts";

/** So small that each limit lets one request through. */
const ONE_EACH = "0.000001";

/** The server in this process, which may be asked from any address. */
async function openHouse() {
  const { databaseUrl } = await openStore();
  const config = readConfig({
    PUBLIC_URL: "https://texts.example",
    DATABASE_URL: databaseUrl,
    SECRET_KEYS: `limits:${randomBytes(32).toString("base64")}`,
    OPERATOR_TOKEN: "operator-of-the-limits",
    WORKERS: "0",
    PROXIES: "1",
    RATE_LIMITS: ONE_EACH,
  });
  const house = await compose(config, createLog("silent"));
  const database = await openDatabase(databaseUrl);
  onTestFinished(async () => {
    database.close();
    await house.stop();
  });
  const sealer = createSealer(config.SECRET_KEYS);
  let made = 0;

  return {
    routes: house.app.routes,
    /** Asks from an address that nobody asked from before, or from a given one; gives the status. */
    async ask(method: string, path: string, headers: Record<string, string> = {}, from = newAddress()) {
      const written = `9.9.9.${made}, ${from}`;
      const answer = await house.app.request(path, {
        method,
        headers: { "x-forwarded-for": written, "content-type": "application/json", ...headers },
        ...(method === "GET" ? {} : { body: "{}" }),
      });
      expect(answer.status === 429).toBe(answer.headers.has("retry-after"));
      return answer.status;
    },
    openapi: async () => {
      const answer = await house.app.request("/openapi.json");
      return (await answer.json()) as { paths: Record<string, Record<string, unknown>> };
    },
    /** A new account with an admin, a sidebar, and a picture that is shared. */
    async makeAccount() {
      made += 1;
      const subdomain = `account-${made}`;
      return database.write(async (tx) => {
        const { id } = await saveAccount(tx, sealer, { subdomain, name: subdomain, settings: {} });
        const scope = grantScope(id);
        const { token } = await beginSession(tx, scope, { id: "1", name: "Owen Marsh" });
        await tx.insert(sharedPictures).values({
          code: `picture-of-${subdomain}`,
          accountId: id,
          messageId: "message",
          url: "https://acme.zendesk.com/attachments/1",
          contentType: "image/png",
          expiresAt: new Date(Date.now() + 60_000),
        });
        return { scope, subdomain, token };
      });
    },
    /** Connects a shop to an account; gives where its webhooks go. */
    async connectShop(scope: AccountScope, clientSecret: string) {
      const hookKey = "hook-of-the-shop";
      const details = { shop: "acme.myshopify.com" };
      const secrets = { accessToken: "none", clientSecret };
      const connection = { vendor: "shopify", scope, hookKey, details, secrets } as const;
      await database.write((tx) => saveConnection(tx, sealer, connection));
      return `/webhooks/shopify/${hookKey}`;
    },
    async sidebarHeaders({ subdomain, scope }: { subdomain: string; scope: AccountScope }) {
      const secret = await openSidebarSecret(database.read, scope, sealer);
      const token = await new SignJWT({ iss: subdomain })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuedAt()
        .setExpirationTime("5m")
        .sign(new TextEncoder().encode(secret));
      return { authorization: `Bearer ${token}` };
    },
  };
}

type House = Awaited<ReturnType<typeof openHouse>>;

let addresses = 0;
const newAddress = () => {
  addresses += 1;
  return `10.1.${addresses >> 8}.${addresses & 255}`;
};

/** Every route that the server describes or answers at, with something in place of what is named in it. */
async function routesOf({ openapi, routes }: House): Promise<[method: string, path: string][]> {
  const { paths } = await openapi();
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
  );
  const answered = routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => [method, path]);
  const fill = (path: string) =>
    path.replaceAll(/:\w+\{(\w+)[^}]*\}/g, "$1").replaceAll(/\{\w+\}|:\w+/g, "1");
  const filled = [...described, ...answered].map(([method = "", path = ""]) => `${method} ${fill(path)}`);
  const all = [...new Set(filled)].map((route) => route.split(" ") as [string, string]);
  return all.filter(([, path]) => !path.includes("*"));
}

it("limits every route by address, and by account where one is known", { timeout: 30_000 }, async () => {
  const house = await openHouse();
  const routes = await routesOf(house);
  const isTooOften = async (...asked: Parameters<House["ask"]>) => (await house.ask(...asked)) === 429;
  const found: string[] = [];
  for (const [method, path] of routes) {
    const from = newAddress();
    const byAddress = [
      await isTooOften(method, path, {}, from),
      await isTooOften(method, path, {}, from),
      await isTooOften(method, path, {}, newAddress()),
    ];
    expect(byAddress, `${method} ${path}`).toEqual([false, true, false]);
    found.push(`${method} ${path}`);
    if (!path.startsWith("/admin/") && !path.startsWith("/app/")) continue;

    const [spent, fresh] = [await house.makeAccount(), await house.makeAccount()];
    const of = (account: typeof spent) =>
      path.startsWith("/admin/") ? { "x-sidethread-session": account.token } : house.sidebarHeaders(account);
    await house.ask("GET", path.startsWith("/admin/") ? "/admin/session" : "/app/overview", await of(spent));
    const byAccount = [
      await isTooOften(method, path, await of(spent)),
      await isTooOften(method, path, await of(fresh)),
    ];
    expect(byAccount, `${method} ${path}, by account`).toEqual([true, false]);
  }
  expect(found).toEqual(
    expect.arrayContaining(["GET /app/sidebar", "GET /oauth/zendesk/callback", "DELETE /admin/sessions"]),
  );
  expect(found.length).toBeGreaterThan(35);
});

it("limits what an account's pictures cost it", async () => {
  const house = await openHouse();
  const [one, two] = [await house.makeAccount(), await house.makeAccount()];
  const fetchOf = ({ subdomain }: typeof one) => house.ask("GET", `/pictures/picture-of-${subdomain}`);
  expect([await fetchOf(one), await fetchOf(one), await fetchOf(two)]).toEqual([404, 429, 404]);
});

it("never limits a webhook that its vendor signed, even where strangers use up the limit", async () => {
  const house = await openHouse();
  const path = await house.connectShop((await house.makeAccount()).scope, "secret");
  const signature = createHmac("sha256", "secret").update("{}").digest("base64");
  const vendor = newAddress();
  const signed = () => house.ask("POST", path, { "x-shopify-hmac-sha256": signature }, vendor);
  const statuses = [];
  for (let i = 0; i < 20; i += 1) statuses.push(await signed());
  expect(new Set(statuses)).toEqual(new Set([422]));
  const stranger = newAddress();
  const unsigned = () => house.ask("POST", path, {}, stranger);
  expect([await unsigned(), await unsigned(), await signed()]).toEqual([401, 429, 422]);
});

it("is not escaped by a client that writes who it is", async () => {
  const house = await openHouse();
  const from = newAddress();
  const spoofed = (before: string) =>
    house.ask("GET", "/admin/session", { "x-forwarded-for": `${before}, ${from}` });
  expect([await spoofed("1.1.1.1"), await spoofed("2.2.2.2"), await spoofed("3.3.3.3, 4.4.4.4")]).toEqual([
    401, 429, 429,
  ]);
});
