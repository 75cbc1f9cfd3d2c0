import type { Vendor } from "@sidethread/shared/sidebar";
import type { Logger } from "pino";
import type { AccountScope } from "../database/account-scope.ts";
import { type Actor, recordChange } from "./audit-store.ts";
import { findConnection, removeConnection } from "./connection-store.ts";
import type { Tending } from "./connectors/connector.ts";
import { connectorOf } from "./connectors/connectors.ts";
import { whenFree } from "./hold-connection.ts";

/** What has to be done by hand at a vendor that did not answer, or had thrown us out already. */
export interface Disconnected {
  leftBehind: string | null;
}

type Disconnecting = Tending & { log: Logger; by: Actor };

/**
 * Ends a connection: its webhooks are removed, its tokens revoked and its secrets forgotten; what we know stays. It
 * ends here whatever the vendor says. Null: there was none.
 */
export const disconnect = (
  context: Disconnecting,
  scope: AccountScope,
  vendor: Vendor,
): Promise<Disconnected | null> =>
  whenFree(context.database, scope, vendor, () => end(context, scope, vendor));

async function end(
  context: Disconnecting,
  scope: AccountScope,
  vendor: Vendor,
): Promise<Disconnected | null> {
  const { database, sealer, log, by } = context;
  const connection = await findConnection(database.read, scope, sealer, vendor);
  if (!connection) return null;
  const isClean = await connectorOf(vendor)
    .remove(context, connection)
    .then(
      () => true,
      (err) => {
        log.warn({ err, account: scope.accountId, vendor }, "the vendor kept what connecting did there");
        return false;
      },
    );
  await database.write(async (tx) => {
    await removeConnection(tx, scope, vendor);
    const before = connection.details;
    await recordChange(tx, scope, { ...by, action: `${vendor}.disconnected`, before, after: { isClean } });
  });
  return { leftBehind: isClean ? null : LEFT_BEHIND[vendor] };
}

const LEFT_BEHIND: Record<Vendor, string> = {
  zendesk: "Zendesk could not be told. Delete the webhook “Sidethread” in Zendesk's Admin Center.",
  klaviyo: "Klaviyo could not be told. Remove Sidethread, or its key and webhook, in Klaviyo's settings.",
  shopify: "Shopify could not be told. Remove the app in the shop's admin.",
  twilio: "Twilio could not be told. Remove the address for incoming messages from your numbers there.",
};
