import { randomBytes } from "node:crypto";
import type { Vendor } from "@sidethread/shared/sidebar";
import type { ToldCode } from "@sidethread/shared/told";
import type { Config } from "../config.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import { VendorError } from "../vendors/vendor-error.ts";
import type { Actor } from "./audit-store.ts";
import type { Key } from "./connection.ts";
import { findConnection } from "./connection-store.ts";
import { patiently } from "./patiently.ts";
import { Refusal } from "./refusal.ts";
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

/** A vendor did not let us in, or is not set up as we need it. */
export class ConnectionRefused extends Refusal {
  override name = "ConnectionRefused";
}

/** The webhook address key of a connection: the one it has, so that connecting again changes nothing out there. */
export async function hookKeyOf<V extends Vendor>(
  { database, sealer }: ConnectContext,
  scope: AccountScope,
  vendor: V,
  ...key: Key<V>
): Promise<string> {
  const before = await findConnection(database.read, scope, sealer, vendor, ...key);
  return before?.hookKey ?? randomBytes(24).toString("base64url");
}

/** Runs the calls that prove a vendor's credentials; what it refuses is told as the caller says. */
export async function prove<Result>(calls: () => Promise<Result>, refusal: ToldCode): Promise<Result> {
  try {
    return await patiently(calls);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    const isRefused = error.final || error.status === 401 || error.status === 403;
    const [initial = ""] = error.vendor;
    const vendor = initial.toUpperCase() + error.vendor.slice(initial.length);
    throw new ConnectionRefused(isRefused ? refusal : "vendor.later", { vendor }, { cause: error });
  }
}
