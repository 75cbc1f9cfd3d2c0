import type { AccountScope } from "../database/account-scope.ts";
import type { ConnectContext } from "./connect.ts";
import { type Connection, changeConnectionDetails } from "./connection-store.ts";
import { setUpTwilio } from "./set-up-twilio.ts";
import type { VendorClients } from "./vendor-clients.ts";

/** Looks whether Twilio still lets us in and sends us the texts to every number; mends what can be mended. */
export async function checkTwilio(
  { config, database, clients }: ConnectContext & { clients: VendorClients },
  scope: AccountScope,
  { hookKey }: Connection<"twilio">,
): Promise<void> {
  const twilio = await clients.twilio(scope);
  if (!twilio) return;
  const numbers = await setUpTwilio(twilio.client, `${config.PUBLIC_URL}/webhooks/twilio/${hookKey}/texts`);
  await database.write((tx) => changeConnectionDetails(tx, scope, "twilio", { numbers }));
}
