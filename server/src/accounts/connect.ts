import { randomBytes } from "node:crypto";
import type { Vendor } from "@sidethread/shared/sidebar";
import type { Config } from "../config.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import { VendorError } from "../vendors/vendor-error.ts";
import { type Actor, recordChange } from "./audit-store.ts";
import {
  findConnection,
  findConnectionDetails,
  type NewConnection,
  saveConnection,
} from "./connection-store.ts";
import type { Sealer } from "./seal.ts";

export interface ConnectContext {
  config: Config;
  database: Database;
  sealer: Sealer;
}

/** What connecting stands on: all that, and who asked for it. */
export interface Connecting extends ConnectContext {
  by: Actor;
}

/** A vendor did not let us in, or is not set up as we need it; the message says what to do. */
export class ConnectionRefused extends Error {
  override name = "ConnectionRefused";
}

/** The webhook address key of a connection: the one it has, so that connecting again changes nothing out there. */
export async function hookKeyOf(
  { database, sealer }: ConnectContext,
  scope: AccountScope,
  vendor: Vendor,
): Promise<string> {
  const before = await findConnection(database.read, scope, sealer, vendor);
  return before?.hookKey ?? randomBytes(24).toString("base64url");
}

/** Runs the calls that prove a vendor's credentials; what it refuses is told in the caller's words. */
export async function prove<Result>(calls: () => Promise<Result>, refusal: string): Promise<Result> {
  try {
    return await calls();
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    throw new ConnectionRefused(
      error.final || error.status === 401 || error.status === 403
        ? refusal
        : `${error.message} Try again later.`,
      {
        cause: error,
      },
    );
  }
}

/** Keeps a connection, and writes down who made it. */
export function keepConnection<V extends Vendor>(
  { database, sealer, by }: Connecting,
  connection: NewConnection<V>,
): Promise<void> {
  const { scope, vendor, details } = connection;
  return database.write(async (tx) => {
    const before = await findConnectionDetails(tx, scope, vendor);
    await saveConnection(tx, sealer, connection);
    await recordChange(tx, scope, { ...by, action: `${vendor}.connected`, before, after: details });
  });
}
