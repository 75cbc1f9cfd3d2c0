import type { AccountScope } from "../database/account-scope.ts";
import { type ConnectContext, ConnectionRefused } from "./connect.ts";
import { type Connection, changeConnectionSecrets } from "./connection-store.ts";
import { giveSecretToNewApp } from "./give-app-secret.ts";
import { setUpZendesk } from "./set-up-zendesk.ts";
import type { VendorClients } from "./vendor-clients.ts";

/** Looks whether Zendesk still lets us in as an admin and tells us of tickets; mends what can be mended. */
export async function checkZendesk(
  { config, database, sealer, clients }: ConnectContext & { clients: VendorClients },
  scope: AccountScope,
  { hookKey, details, secrets }: Connection<"zendesk">,
): Promise<void> {
  const zendesk = await clients.zendesk(scope);
  if (!zendesk) return;
  const { role } = await zendesk.client.getCurrentUser();
  if (role !== "admin") {
    throw new ConnectionRefused("zendesk.no_longer_admin", { email: details.email });
  }
  await giveSecretToNewApp({ database, sealer }, scope, zendesk.client);
  const endpoint = `${config.PUBLIC_URL}/webhooks/zendesk/${hookKey}`;
  const signingSecret = await setUpZendesk(zendesk.client, endpoint);
  if (signingSecret === secrets.signingSecret) return;
  await database.write((tx) => changeConnectionSecrets(tx, scope, sealer, "zendesk", { signingSecret }));
}
