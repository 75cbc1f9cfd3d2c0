import type { AccountScope } from "@sidethread/server/database/account-scope";
import { conversations } from "@sidethread/server/database/schema/conversations";
import { consents, identities } from "@sidethread/server/database/schema/profiles";
import { deliveries, effects } from "@sidethread/server/database/schema/work";
import type { Transaction } from "@sidethread/server/database/transaction";
import { readThread } from "@sidethread/server/sidebar/thread";
import { sidebar } from "@sidethread/shared/sidebar";
import { and, gt, ne } from "drizzle-orm";
import { Finding } from "./finding.ts";

/** Which traces a delivery is stored of, and what is wrong with what was stored or came of it. */
export interface Stored {
  traces: Set<string>;
  junk: Finding | null;
}

export async function lookAtStored(tx: Transaction, scope: AccountScope): Promise<Stored> {
  const stored = await tx.select({ trace: deliveries.traceId }).from(deliveries);
  return { traces: new Set(stored.map(({ trace }) => trace)), junk: await findJunk(tx, scope) };
}

async function findJunk(tx: Transaction, scope: AccountScope): Promise<Finding | null> {
  const failed = await tx
    .select()
    .from(deliveries)
    .where(and(ne(deliveries.state, "handled"), gt(deliveries.attempts, 0)));
  const [first] = failed;
  if (first) {
    return new Finding("stored_junk", `${first.source} ${first.deliveryId} was not handled: ${first.error}`);
  }
  try {
    await readAll(tx, scope);
    return null;
  } catch (error) {
    return new Finding("stored_junk", `what was stored can't be read: ${error}`);
  }
}

/** Reads what came of the deliveries as the product reads it. */
async function readAll(tx: Transaction, scope: AccountScope): Promise<void> {
  const known = await tx.select().from(conversations);
  for (const profileId of new Set(known.map(({ profileId }) => profileId))) {
    sidebar.shape.thread.parse(
      await readThread(tx, scope, profileId, "none", { twilio: true, klaviyo: "ABC123" }),
    );
  }
  for (const table of [identities, consents]) await tx.select().from(table);
  for (const { kind, payload } of await tx.select().from(effects)) {
    // A date that is none becomes null in JSON.
    if ((payload as { at?: unknown }).at === null) throw new Error(`${kind} has no time.`);
  }
}
