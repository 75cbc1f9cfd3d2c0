import type { AccountScope } from "../database/account-scope.ts";
import { createGate } from "../vendors/gate.ts";
import type { ZendeskClient, ZendeskCredentials } from "../vendors/zendesk/client.ts";
import { createZendeskClient } from "../vendors/zendesk/client.ts";
import { SUBSCRIBED_EVENTS } from "../vendors/zendesk/events.ts";
import { getAccount, openSidebarSecret } from "./account-store.ts";
import { type ConnectContext, ConnectionRefused, hookKeyOf, keepConnection, prove } from "./connect.ts";
import { zendeskOrigin } from "./vendor-clients.ts";

const APP_NAME = "Sidethread";

/**
 * Connects an account's Zendesk: checks the credentials, creates our event webhook unless it is there, and gives the
 * installed app the secret that signs its sidebar's tokens. Returns whether the app was found.
 */
export async function connectZendesk(
  context: ConnectContext,
  scope: AccountScope,
  credentials: ZendeskCredentials,
): Promise<{ appFound: boolean }> {
  const { config, database, sealer } = context;
  const { subdomain } = await getAccount(database.read, scope);
  const zendesk = createZendeskClient(zendeskOrigin(config, subdomain), credentials, createGate());
  const hookKey = await hookKeyOf(context, scope, "zendesk");
  const endpoint = `${config.PUBLIC_URL}/webhooks/zendesk/${hookKey}`;

  const signingSecret = await prove(async () => {
    const user = await zendesk.getCurrentUser();
    if (user.role !== "admin") {
      throw new ConnectionRefused("Zendesk does not know these credentials as an admin's. Use an admin's.");
    }
    const webhook =
      (await zendesk.listWebhooks()).find((one) => one.endpoint === endpoint) ??
      (await zendesk.createWebhook({ name: APP_NAME, endpoint, events: SUBSCRIBED_EVENTS }));
    return zendesk.getSigningSecret(webhook.id);
  }, "Zendesk refused these credentials. Check the e-mail and the token.");

  await keepConnection(context, {
    vendor: "zendesk",
    scope,
    hookKey,
    details: { email: credentials.email },
    secrets: { apiToken: credentials.apiToken, signingSecret },
  });
  const sidebarSecret = await openSidebarSecret(database.read, scope, sealer);
  const refusal =
    "Zendesk did not let us give the app its secret. These credentials must be allowed to manage apps.";
  return { appFound: await prove(() => giveSecretToApp(zendesk, sidebarSecret), refusal) };
}

async function giveSecretToApp(zendesk: ZendeskClient, sidebarSecret: string): Promise<boolean> {
  const installed = (await zendesk.listInstallations()).find(({ settings }) => settings.name === APP_NAME);
  if (installed) await zendesk.updateInstallation(installed.id, { sidebar_secret: sidebarSecret });
  return installed !== undefined;
}
