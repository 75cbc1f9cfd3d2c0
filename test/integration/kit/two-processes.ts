import { randomBytes } from "node:crypto";
import { saveAccount } from "@sidethread/server/accounts/account-store";
import { connectZendeskByCode, ZENDESK_SCOPES } from "@sidethread/server/accounts/connect-zendesk";
import { findConnection } from "@sidethread/server/accounts/connection-store";
import { createSealer } from "@sidethread/server/accounts/seal";
import { createVendorClients } from "@sidethread/server/accounts/vendor-clients";
import { zendeskOAuthAt } from "@sidethread/server/accounts/zendesk-at";
import { readConfig } from "@sidethread/server/config";
import { openDatabase } from "@sidethread/server/database/database";
import { grantScope } from "@sidethread/server/database/grant-scope";
import { createGates } from "@sidethread/server/vendors/gates";
import { onTestFinished } from "vitest";
import { startSandbox } from "../../sandbox/sandbox.ts";
import { consentAtZendesk } from "./consent.ts";
import { openStore } from "./store.ts";

/** An account whose Zendesk is connected by OAuth, as two processes on one database see it. */
export async function openTwoProcesses() {
  const { databaseUrl, store } = await openStore();
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const [client] = sandbox.zendesk.state.oauth.clients.values();
  const config = readConfig({
    PUBLIC_URL: "http://127.0.0.1:9",
    DATABASE_URL: databaseUrl,
    SECRET_KEYS: `test:${randomBytes(32).toString("base64")}`,
    OPERATOR_TOKEN: "two-processes-operator",
    ZENDESK_ORIGIN: sandbox.origins.zendesk,
    ZENDESK_CLIENT_ID: client?.identifier,
    ZENDESK_CLIENT_SECRET: client?.secret,
    ZENDESK_MARKETPLACE_NAME: "Sidethread",
    ZENDESK_MARKETPLACE_ORGANIZATION_ID: "77",
    ZENDESK_MARKETPLACE_APP_ID: "4711",
  });
  const sealer = createSealer(config.SECRET_KEYS);
  const open = async () => {
    const database = await openDatabase(databaseUrl);
    onTestFinished(() => database.close());
    return {
      database,
      clients: createVendorClients(
        database,
        sealer,
        config,
        createGates(() => {}),
      ),
    };
  };
  const processes = [await open(), await open()] as const;
  const { database } = processes[0];
  const { subdomain, name } = sandbox.world.account;
  const account = await database.write((tx) => saveAccount(tx, sealer, { subdomain, name, settings: {} }));
  const scope = grantScope(account.id);
  const { oauth, redirectUri } = zendeskOAuthAt(config, subdomain);
  const admin = sandbox.world.agents.find(({ role }) => role === "admin")?.name ?? "";

  return {
    sandbox,
    store,
    scope,
    processes,
    sealer,
    /** Lets us in at the consent page, and connects. */
    async connect() {
      const given = { redirectUri, scopes: ZENDESK_SCOPES, state: "s", challenge: "" };
      const back = await consentAtZendesk({ sandbox }, oauth.authorizeUrl(given), admin);
      const code = new URL(back).searchParams.get("code") ?? "";
      const by = { actor: admin, actorId: null };
      await connectZendeskByCode({ config, database, sealer, by }, scope, { code, verifier: "" });
    },
    /** Asks Zendesk who we are, from one of the processes. */
    async ask(process: 0 | 1) {
      const zendesk = await processes[process].clients.zendesk(scope);
      return (await zendesk?.client.getCurrentUser())?.name;
    },
    stored: async () =>
      (await findConnection(database.read, scope, sealer, "zendesk"))?.secrets.tokens ?? null,
    problem: async () => (await store.execute("SELECT problem FROM connections")).rows[0]?.problem,
    /** What Zendesk answered to each refresh. */
    refreshes: () =>
      sandbox.zendesk.exchanges
        .filter(({ requestBody }) => requestBody.includes('"refresh_token"'))
        .map(({ status }) => status),
    /** The access tokens end at once. */
    expireTokens() {
      for (const token of sandbox.zendesk.state.oauth.tokens.values()) token.accessExpiresAt = 0;
    },
  };
}
