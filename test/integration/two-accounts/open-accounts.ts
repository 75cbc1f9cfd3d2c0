import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { findAccountBySubdomain } from "@sidethread/server/accounts/account-store";
import { beginSession } from "@sidethread/server/accounts/session-store";
import { readConfig } from "@sidethread/server/config";
import { openDatabase } from "@sidethread/server/database/database";
import { grantScope } from "@sidethread/server/database/grant-scope";
import { createLog } from "@sidethread/server/log";
import { startServer } from "@sidethread/server/server";
import { packageApp } from "@sidethread/zendesk-app/package/package-app";
import { onTestFinished } from "vitest";
import { connectAccount } from "../../kit/connect-account.ts";
import { startOnFreePort } from "../../kit/system.ts";
import { type Sandbox, startSandbox } from "../../sandbox/sandbox.ts";
import { adminWith } from "../kit/admin.ts";
import { openDataFile } from "../kit/data-file.ts";
import { sceneOf } from "../kit/scene.ts";
import { dispatch, type Tenant, VENDORS } from "./dispatch.ts";

const OPERATOR_TOKEN = "two-accounts-operator";

export type Accounts = Awaited<ReturnType<typeof openAccounts>>;
export type Side = Accounts["sides"][number];

/** Puts an account's word into what its vendors know of customers, brands and goods. */
function mark({ zendesk, klaviyo, shopify }: Sandbox, word: string): void {
  for (const user of zendesk.state.users.values()) if (user.role === "end-user") user.name += ` ${word}`;
  for (const brand of zendesk.state.brands.values()) brand.name += ` ${word}`;
  for (const { attributes } of klaviyo.state.profiles.values()) attributes.last_name += ` ${word}`;
  for (const customer of shopify.state.customers.values()) customer.lastName += ` ${word}`;
  for (const variant of shopify.state.variants.values()) variant.productTitle += ` ${word}`;
}

/** The vendors of one account: people, tickets and ids are the seed's, credentials and words its own. */
async function openVendors(name: string): Promise<Tenant> {
  const account = { subdomain: name, name: `The ${name}`, shopDomain: `${name}.myshopify.com` };
  const sandbox = await startSandbox({ account });
  onTestFinished(() => sandbox.close());
  mark(sandbox, name);
  const { zendesk, twilio, klaviyo, world } = sandbox;
  const admin = world.agents.find(({ role }) => role === "admin");
  const user = [...zendesk.state.users.values()].find(({ email }) => email === admin?.email);
  const email = `admin@${name}.example`;
  Object.assign(user ?? {}, { email });
  Object.assign(admin ?? {}, { email });
  twilio.state.account.authToken = `token-of-${name}`;
  Object.assign(klaviyo.state.settings, { conversations: true, rateLimitScale: null });
  return { name, sandbox };
}

/** What connects an account: credentials that are its own. */
const withCredentials = ({ name, sandbox }: Tenant): Sandbox => ({
  ...sandbox,
  klaviyo: { ...sandbox.klaviyo, privateKey: `pk_of_${name}` },
  shopify: { ...sandbox.shopify, accessToken: `shpat_of_${name}` },
  twilio: {
    ...sandbox.twilio,
    credentials: { ...sandbox.twilio.credentials, authToken: `token-of-${name}` },
  },
});

/** One server with two accounts, whose vendors know the same people, tickets and orders by the same ids. */
export async function openAccounts(names: [string, string]) {
  const file = await openDataFile();
  const tenants = [await openVendors(names[0]), await openVendors(names[1])];
  const { listening, strays } = await dispatch(tenants);
  for (const one of Object.values(listening)) onTestFinished(() => one.close());
  for (const { sandbox } of tenants) sandbox.twilio.setOrigin(listening.twilio.origin);

  const secretKey = `test:${randomBytes(32).toString("base64")}`;
  const server = await startOnFreePort((port) =>
    startServer(
      readConfig({
        HOST: "127.0.0.1",
        PORT: String(port),
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        DATABASE_URL: file.databaseUrl,
        SECRET_KEYS: secretKey,
        OPERATOR_TOKEN,
        SHOPIFY_CLIENT_ID: tenants[0]?.sandbox.shopify.clientId,
        SHOPIFY_CLIENT_SECRET: tenants[0]?.sandbox.shopify.clientSecret,
        ...Object.fromEntries(
          VENDORS.map((vendor) => [`${vendor.toUpperCase()}_ORIGIN`, listening[vendor].origin]),
        ),
      }),
      createLog(process.env.LOG_LEVEL ?? "silent"),
    ),
  );
  onTestFinished(() => server.stop());
  const serverOrigin = `http://127.0.0.1:${server.port}`;
  const outDir = join(file.databaseUrl.replace("file:", ""), "..", "app");
  const { zip } = await packageApp({ backend: serverOrigin, outDir });
  const database = await openDatabase(file.databaseUrl);
  onTestFinished(() => database.close());

  const openSide = async (tenant: Tenant) => {
    const { name, sandbox } = tenant;
    sandbox.apps.install(zip, {});
    await connectAccount(withCredentials(tenant), serverOrigin, OPERATOR_TOKEN, [...VENDORS]);
    const account = await findAccountBySubdomain(database.read, name);
    if (!account) throw new Error(`There is no account ${name}.`);
    const scope = grantScope(account.id);
    const { token } = await database.write((tx) =>
      beginSession(tx, scope, { id: "1", name: `Admin of ${name}` }),
    );
    const scene = sceneOf({ sandbox, serverOrigin, operatorToken: OPERATOR_TOKEN });
    // Two accounts have twice the work.
    const quiet = () => scene.quiet(30_000);
    return {
      ...scene,
      serverOrigin,
      operatorToken: OPERATOR_TOKEN,
      quiet,
      name,
      accountId: account.id,
      admin: adminWith({ serverOrigin }, token),
    };
  };
  const [first, second] = tenants as [Tenant, Tenant];
  const sides = [await openSide(first), await openSide(second)] as const;
  return { file, sides, strays };
}
