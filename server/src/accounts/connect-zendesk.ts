import type { ToldCode } from "@sidethread/shared/told";
import type { AccountScope } from "../database/account-scope.ts";
import { fixedAccess } from "../vendors/access.ts";
import { createGate } from "../vendors/gate.ts";
import type { ZendeskCredentials } from "../vendors/zendesk/client.ts";
import { createZendeskClient } from "../vendors/zendesk/client.ts";
import { getAccount } from "./account-store.ts";
import { type Connecting, ConnectionRefused, hookKeyOf, prove } from "./connect.ts";
import type { Connection } from "./connection-store.ts";
import { giveSecretToApp } from "./give-app-secret.ts";
import { keepConnection } from "./keep-connection.ts";
import { setUpZendesk } from "./set-up-zendesk.ts";
import { zendeskAt, zendeskOAuthAt } from "./zendesk-at.ts";

/** Views, brands and groups have no scopes of their own, so it is everything or not enough. */
export const ZENDESK_SCOPES = ["read", "write"];

type Access = Pick<Connection<"zendesk">["secrets"], "apiToken" | "tokens">;

interface Connected {
  /** Whether the app is installed, and has been given its secret. */
  appFound: boolean;
}

/** Connects an account's Zendesk by an API token, from the days when Zendesk gave them out. */
export function connectZendesk(
  context: Connecting,
  scope: AccountScope,
  { email, apiToken }: { email: string; apiToken: string },
): Promise<Connected> {
  const access = { apiToken, tokens: null };
  return connect(
    context,
    scope,
    { credentials: { email, apiToken }, access, scopes: [] },
    "zendesk.credentials",
  );
}

/** Connects an account's Zendesk whose admin has let us in on its consent page. */
export async function connectZendeskByCode(
  context: Connecting,
  scope: AccountScope,
  given: { code: string; verifier: string },
): Promise<Connected> {
  const { subdomain } = await getAccount(context.database.read, scope);
  const { oauth, redirectUri } = zendeskOAuthAt(context.config, subdomain);
  const { scopes, ...tokens } = await prove(
    () => oauth.exchange({ ...given, redirectUri, scopes: ZENDESK_SCOPES }),
    "zendesk.not_confirmed",
  );
  const credentials = { access: fixedAccess(tokens.accessToken) };
  return connect(
    context,
    scope,
    { credentials, access: { apiToken: null, tokens }, scopes },
    "zendesk.not_enough",
  );
}

/**
 * Checks the credentials, creates our event webhook unless it is there, and gives the installed app the secret that
 * signs its sidebar's tokens.
 */
async function connect(
  context: Connecting,
  scope: AccountScope,
  { credentials, access, scopes }: { credentials: ZendeskCredentials; access: Access; scopes: string[] },
  refusal: ToldCode,
): Promise<Connected> {
  const { config, database } = context;
  const { subdomain } = await getAccount(database.read, scope);
  const { origin, headers } = zendeskAt(config, subdomain);
  const zendesk = createZendeskClient(origin, credentials, createGate(), headers);
  const hookKey = await hookKeyOf(context, scope, "zendesk");
  const endpoint = `${config.PUBLIC_URL}/webhooks/zendesk/${hookKey}`;

  const { email, signingSecret } = await prove(async () => {
    const user = await zendesk.getCurrentUser();
    if (user.role !== "admin") {
      throw new ConnectionRefused("zendesk.not_admins");
    }
    return { email: user.email ?? user.name, signingSecret: await setUpZendesk(zendesk, endpoint) };
  }, refusal);

  await keepConnection(context, {
    vendor: "zendesk",
    scope,
    hookKey,
    details: { email, scopes },
    secrets: { ...access, signingSecret },
  });
  return { appFound: await giveSecretToApp(context, scope, zendesk) };
}
