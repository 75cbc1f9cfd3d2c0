import type { AccountScope } from "../database/account-scope.ts";
import { deliveries } from "../database/schema/work.ts";
import type { Write } from "../database/writer.ts";

export interface IncomingDelivery {
  scope: AccountScope;
  /** Which of a vendor's webhooks, as the handler is registered: `twilio.text`. */
  source: string;
  deliveryId: string;
  /** Deliveries with the same key are handled in the order of their arrival. */
  orderKey: string;
  body: string;
  traceId: string;
}

/** Stores a delivery; resolves when it is on disk. One that came before is `duplicate`, and nothing happens. */
export function receive(
  write: Write,
  { scope, ...delivery }: IncomingDelivery,
): Promise<"stored" | "duplicate"> {
  return write(async (tx) => {
    const now = Date.now();
    const { rowsAffected } = await tx
      .insert(deliveries)
      .values({ ...delivery, accountId: scope.accountId, state: "waiting", runAt: now, receivedAt: now })
      .onConflictDoNothing();
    return rowsAffected === 1 ? "stored" : "duplicate";
  });
}
