import type { AccountScope } from "../database/account-scope.ts";
import { fixedAccess } from "../vendors/access.ts";
import { createGate } from "../vendors/gate.ts";
import type { ZendeskClient, ZendeskCredentials } from "../vendors/zendesk/client.ts";
import { createZendeskClient } from "../vendors/zendesk/client.ts";
import { getAccount, openSidebarSecret } from "./account-store.ts";
import { type Connecting, ConnectionRefused, hookKeyOf, keepConnection, prove } from "./connect.ts";
import type { Connection } from "./connection-store.ts";
import { setUpZendesk } from "./set-up-zendesk.ts";
import { zendeskAt, zendeskOAuthAt } from "./zendesk-at.ts";

export const APP_NAME = "Sidethread";

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
  const refusal = "Zendesk refused these credentials. Check the e-mail and the token.";
  const access = { apiToken, tokens: null };
  return connect(context, scope, { credentials: { email, apiToken }, access, scopes: [] }, refusal);
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
    "Zendesk did not confirm that you let Sidethread in. Connect once more.",
  );
  const credentials = { access: fixedAccess(tokens.accessToken) };
  const refusal = "Zendesk let Sidethread in, but not do what it needs. Connect once more, as an admin.";
  return connect(context, scope, { credentials, access: { apiToken: null, tokens }, scopes }, refusal);
}

/**
 * Checks the credentials, creates our event webhook unless it is there, and gives the installed app the secret that
 * signs its sidebar's tokens.
 */
async function connect(
  context: Connecting,
  scope: AccountScope,
  { credentials, access, scopes }: { credentials: ZendeskCredentials; access: Access; scopes: string[] },
  refusal: string,
): Promise<Connected> {
  const { config, database, sealer } = context;
  const { subdomain } = await getAccount(database.read, scope);
  const { origin, headers } = zendeskAt(config, subdomain);
  const zendesk = createZendeskClient(origin, credentials, createGate(), headers);
  const hookKey = await hookKeyOf(context, scope, "zendesk");
  const endpoint = `${config.PUBLIC_URL}/webhooks/zendesk/${hookKey}`;

  const { email, signingSecret } = await prove(async () => {
    const user = await zendesk.getCurrentUser();
    if (user.role !== "admin") {
      throw new ConnectionRefused("Zendesk does not know these credentials as an admin's. Use an admin's.");
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
  const sidebarSecret = await openSidebarSecret(database.read, scope, sealer);
  const refusedToManage =
    "Zendesk did not let us give the app its secret. These credentials must be allowed to manage apps.";
  return { appFound: await prove(() => giveSecretToApp(zendesk, sidebarSecret), refusedToManage) };
}

async function giveSecretToApp(zendesk: ZendeskClient, sidebarSecret: string): Promise<boolean> {
  const installed = (await zendesk.listInstallations()).find(({ settings }) => settings.name === APP_NAME);
  if (installed) await zendesk.updateInstallation(installed.id, { sidebar_secret: sidebarSecret });
  return installed !== undefined;
}
