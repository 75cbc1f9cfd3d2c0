import { type Vendor, vendor as vendors } from "@sidethread/shared/sidebar";
import type { Saying } from "@sidethread/shared/told";
import type { Logger } from "pino";
import type { AccountScope } from "../database/account-scope.ts";
import { VendorError } from "../vendors/vendor-error.ts";
import { takeTurn } from "../work/watermark-store.ts";
import { ConnectionRefused } from "./connect.ts";
import { noteProblem } from "./connection-problem.ts";
import { findConnection, listConnectedAccounts, listConnections } from "./connection-store.ts";
import type { Tending } from "./connectors/connector.ts";
import { connectorOf } from "./connectors/connectors.ts";
import { ifFree } from "./hold-connection.ts";
import { patiently } from "./patiently.ts";

export interface Watch {
  /** Looks after every connection that has a problem, or that no other process looks after just now. */
  visitAll(): Promise<void>;
  /** A vendor refused us: looks at once whether it still lets us in. */
  suspect(scope: AccountScope, vendor: Vendor): void;
  stop(): Promise<void>;
}

/** A little less than how often all are visited, so that no visit is left out. */
const TURN_MS = 4 * 60_000;
/** How soon the same suspicion is looked into again. */
const SUSPECT_AGAIN_MS = 30_000;
const AT_ONCE = 4;

/** Watches that vendors let us in and tell us all; mends what it can, and says in words what a person has to do. */
export function createWatch(context: Tending, log: Logger): Watch {
  const { database, sealer } = context;
  const underWay = new Map<string, Promise<void>>();
  const looked = new Map<string, number>();
  const stopping = new AbortController();

  async function look(scope: AccountScope, vendor: Vendor): Promise<void> {
    for (const which of await listConnections(database.read, scope))
      if (which.vendor === vendor) await check(scope, vendor, which.key);
  }

  async function check(scope: AccountScope, vendor: Vendor, key: string): Promise<void> {
    const connection = await findConnection(database.read, scope, sealer, vendor, key);
    if (!connection) return;
    const connector = connectorOf(vendor);
    try {
      await patiently(() => connector.check(context, scope, connection), stopping);
      await database.write((tx) => noteProblem(tx, scope, connection, null));
    } catch (err) {
      const problem = whatIsWrong(err, connector.refusal);
      if (problem === null) {
        log.warn({ err, account: scope.accountId, vendor }, "a connection could not be checked");
        return;
      }
      log.warn({ account: scope.accountId, vendor, problem: problem.code }, "a connection needs a person");
      await database.write((tx) => noteProblem(tx, scope, connection, problem));
    }
  }

  function start(scope: AccountScope, vendor: Vendor): Promise<void> {
    const key = `${vendor}/${scope.accountId}`;
    const looking = ifFree(database, scope, vendor, () => look(scope, vendor))
      .catch((err) => log.error({ err, account: scope.accountId, vendor }, "the watch failed"))
      .finally(() => {
        looked.set(key, Date.now());
        underWay.delete(key);
      });
    underWay.set(key, looking);
    return looking;
  }

  return {
    async visitAll() {
      for (const vendor of vendors.options) {
        for (const { scope, hasProblem } of await listConnectedAccounts(database.read, vendor)) {
          if (stopping.signal.aborted) return;
          while (underWay.size >= AT_ONCE) await Promise.race(underWay.values());
          if (underWay.has(`${vendor}/${scope.accountId}`)) continue;
          if (hasProblem || (await database.write((tx) => takeTurn(tx, scope, `watch:${vendor}`, TURN_MS))))
            void start(scope, vendor);
        }
      }
      await Promise.all(underWay.values());
    },

    suspect(scope, vendor) {
      const key = `${vendor}/${scope.accountId}`;
      // What the check itself is refused is what it looks into.
      if (stopping.signal.aborted || underWay.has(key)) return;
      if (Date.now() - (looked.get(key) ?? 0) < SUSPECT_AGAIN_MS) return;
      void start(scope, vendor);
    },

    async stop() {
      stopping.abort();
      await Promise.all(underWay.values());
    },
  };
}

/** What to tell an admin; null where it will pass by itself. */
function whatIsWrong(error: unknown, refusal: Saying): Saying | null {
  if (error instanceof ConnectionRefused) return error.saying;
  const refused = error instanceof VendorError && (error.status === 401 || error.status === 403);
  return refused ? refusal : null;
}
