import { randomBytes } from "node:crypto";
import type { ToldCode } from "@sidethread/shared/told";
import type { AccountScope } from "../database/account-scope.ts";
import { fixedAccess } from "../vendors/access.ts";
import { createGate } from "../vendors/gate.ts";
import { createKlaviyoClient, type KlaviyoCredentials } from "../vendors/klaviyo/client.ts";
import { createKlaviyoOAuth } from "../vendors/klaviyo/oauth.ts";
import type { OAuthClient } from "../vendors/oauth-tokens.ts";
import { type Connecting, hookKeyOf, prove } from "./connect.ts";
import { type Connection, changeConnectionDetails, findConnection } from "./connection-store.ts";
import { keepConnection } from "./keep-connection.ts";
import { setUpKlaviyo } from "./set-up-klaviyo.ts";

type Access = Pick<Connection<"klaviyo">["secrets"], "privateKey" | "tokens">;

interface Connected {
  /** Whether Klaviyo tells us of texts; otherwise it is asked. */
  webhooks: boolean;
  /** Whether it lets the account send texts. */
  maySend: boolean;
}

/** Connects a Klaviyo account by its private key: one that is known is mended, another one added. */
export function connectKlaviyo(
  context: Connecting,
  scope: AccountScope,
  { privateKey }: { privateKey: string },
): Promise<Connected> {
  return connect(
    context,
    scope,
    { credentials: { privateKey }, access: { privateKey, tokens: null } },
    "klaviyo.key",
  );
}

/** Connects a Klaviyo account whose admin has let us in on Klaviyo's consent page. */
export async function connectKlaviyoByCode(
  context: Connecting,
  scope: AccountScope,
  client: OAuthClient,
  given: { code: string; verifier: string; redirectUri: string },
): Promise<void> {
  const oauth = createKlaviyoOAuth(context.config.KLAVIYO_ORIGIN, client, createGate());
  const { scopes, ...tokens } = await prove(() => oauth.exchange(given), "klaviyo.not_confirmed");
  const credentials = { access: fixedAccess(tokens.accessToken) };
  const access = { privateKey: null, tokens };
  await connect(context, scope, { credentials, access, scopes }, "klaviyo.not_enough");
}

async function connect(
  context: Connecting,
  scope: AccountScope,
  {
    credentials,
    access,
    scopes = [],
  }: { credentials: KlaviyoCredentials; access: Access; scopes?: string[] },
  refusal: ToldCode,
): Promise<Connected> {
  const { config, database, sealer } = context;
  const klaviyo = createKlaviyoClient(config.KLAVIYO_ORIGIN, credentials, createGate());
  const account = await prove(() => klaviyo.getAccount(), refusal);
  const hookKey = await hookKeyOf(context, scope, "klaviyo", account.id);
  const before = await findConnection(database.read, scope, sealer, "klaviyo", account.id);
  const webhookSecret = before?.secrets.webhookSecret ?? randomBytes(32).toString("hex");
  const nothingYet = { webhook: null, maySend: false };
  await keepConnection(context, {
    vendor: "klaviyo",
    scope,
    hookKey,
    details: {
      klaviyoAccountId: account.id,
      name: account.name,
      currency: account.currency,
      scopes,
      ...nothingYet,
    },
    secrets: { ...access, webhookSecret },
  });
  // Only now, so that the first event finds a connection that can verify it.
  const hook = { hookKey, publicUrl: config.PUBLIC_URL, secret: webhookSecret };
  const found = await prove(() => setUpKlaviyo(klaviyo, hook, nothingYet), refusal);
  await database.write((tx) => changeConnectionDetails(tx, scope, "klaviyo", found, account.id));
  return { webhooks: found.webhook !== null, maySend: found.maySend };
}
