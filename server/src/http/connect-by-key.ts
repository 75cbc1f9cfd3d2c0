import type { Vendor } from "@sidethread/shared/sidebar";
import type { Connecting } from "../accounts/connect.ts";
import { connectorOf } from "../accounts/connectors/connectors.ts";
import { whenFree } from "../accounts/hold-connection.ts";
import type { AccountScope } from "../database/account-scope.ts";
import { mustFit } from "./operator.ts";

/** Connects a vendor by the key that its connector understands; answers 422 with every field that is wrong. */
export async function connectByKey(
  context: Connecting,
  scope: AccountScope,
  vendor: Vendor,
  given: object,
): Promise<object> {
  const { body, connect } = connectorOf(vendor).key;
  const read = body.safeParse(given);
  mustFit(read.success ? read : { success: false, error: read.error.issues });
  return whenFree(context.database, scope, vendor, () => connect(context, scope, read.data));
}
