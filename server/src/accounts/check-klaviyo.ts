import type { AccountScope } from "../database/account-scope.ts";
import type { AskedKlaviyo } from "../profiles/refresh-profile.ts";
import type { ConnectContext } from "./connect.ts";
import { changeConnectionDetails, findConnection } from "./connection-store.ts";
import { setUpKlaviyo } from "./set-up-klaviyo.ts";

/** Looks whether Klaviyo still tells us of texts, and lets the account send; mends what can be mended. */
export async function checkKlaviyo(
  { config, database, sealer }: ConnectContext,
  scope: AccountScope,
  { client, klaviyoAccountId }: AskedKlaviyo,
): Promise<void> {
  const connection = await findConnection(database.read, scope, sealer, "klaviyo", klaviyoAccountId);
  const secret = connection?.secrets.webhookSecret;
  if (!connection || !secret) return;
  const hook = { hookKey: connection.hookKey, publicUrl: config.PUBLIC_URL, secret };
  const found = await setUpKlaviyo(client, hook, connection.details);
  await database.write((tx) => changeConnectionDetails(tx, scope, "klaviyo", found, klaviyoAccountId));
}
