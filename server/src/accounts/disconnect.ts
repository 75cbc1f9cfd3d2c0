import type { Vendor } from "@sidethread/shared/sidebar";
import { inEnglish, type Saying, say } from "@sidethread/shared/told";
import type { Logger } from "pino";
import type { AccountScope } from "../database/account-scope.ts";
import { type Actor, recordChange } from "./audit-store.ts";
import { type Connection, findConnection, removeConnection } from "./connection-store.ts";
import type { Tending } from "./connectors/connector.ts";
import { connectorOf } from "./connectors/connectors.ts";
import { whenFree } from "./hold-connection.ts";
import { patiently } from "./patiently.ts";

/** What has to be done by hand at a vendor that did not answer, or had thrown us out already. */
export interface Disconnected {
  leftBehind: string | null;
  saying: Saying | null;
}

type Disconnecting = Tending & { log: Logger; by: Actor };

/**
 * Ends a connection: its webhooks are removed, its tokens revoked and its secrets forgotten; what we know stays. It
 * ends here whatever the vendor says. Null: there was none.
 */
export const disconnect = (
  context: Disconnecting,
  scope: AccountScope,
  which: Pick<Connection<Vendor>, "vendor" | "key">,
): Promise<Disconnected | null> =>
  whenFree(context.database, scope, which.vendor, () => end(context, scope, which));

async function end(
  context: Disconnecting,
  scope: AccountScope,
  { vendor, key }: Pick<Connection<Vendor>, "vendor" | "key">,
): Promise<Disconnected | null> {
  const { database, sealer, log, by } = context;
  const connection = await findConnection(database.read, scope, sealer, vendor, key);
  if (!connection) return null;
  const isClean = await patiently(() => connectorOf(vendor).remove(context, connection)).then(
    () => true,
    (err) => {
      log.warn({ err, account: scope.accountId, vendor }, "the vendor kept what connecting did there");
      return false;
    },
  );
  await database.write(async (tx) => {
    await removeConnection(tx, scope, vendor, key);
    const before = connection.details;
    await recordChange(tx, scope, { ...by, action: `${vendor}.disconnected`, before, after: { isClean } });
  });
  const saying = isClean ? null : say(`left.${vendor}`);
  return { leftBehind: saying && inEnglish(saying), saying };
}
