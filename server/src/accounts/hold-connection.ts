import { setTimeout as pause } from "node:timers/promises";
import type { Vendor } from "@sidethread/shared/sidebar";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import { giveTurnBack, takeTurn } from "../work/watermark-store.ts";

/** How long one process may work on a connection; a crashed one is waited for no longer. */
const HOLD_MS = 60_000;
const LOOK_AGAIN_MS = 50;

const turnOf = (vendor: Vendor) => `hold:${vendor}`;

const hold = (database: Database, scope: AccountScope, vendor: Vendor) =>
  database.write((tx) => takeTurn(tx, scope, turnOf(vendor), HOLD_MS));

async function workThenRelease<Result>(
  database: Database,
  scope: AccountScope,
  vendor: Vendor,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } finally {
    await database.write((tx) => giveTurnBack(tx, scope, turnOf(vendor)));
  }
}

/** Does work at a vendor that nobody else, in any process, may do to this connection meanwhile: waits for them. */
export async function whenFree<Result>(
  database: Database,
  scope: AccountScope,
  vendor: Vendor,
  work: () => Promise<Result>,
): Promise<Result> {
  while (!(await hold(database, scope, vendor))) await pause(LOOK_AGAIN_MS);
  return workThenRelease(database, scope, vendor, work);
}

/** The same, but leaves it when somebody is at work on the connection. */
export async function ifFree(
  database: Database,
  scope: AccountScope,
  vendor: Vendor,
  work: () => Promise<void>,
): Promise<void> {
  if (await hold(database, scope, vendor)) await workThenRelease(database, scope, vendor, work);
}
