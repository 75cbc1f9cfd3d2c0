import { sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Transaction, Write } from "../database/writer.ts";

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

/** Stores a delivery; resolves when it is on disk. One that came before changes nothing. */
export type Receive = (delivery: IncomingDelivery) => Promise<void>;

type Row = [
  accountId: string,
  source: string,
  deliveryId: string,
  orderKey: string,
  body: string,
  traceId: string,
];

/**
 * The inbox. Deliveries that arrive while a commit is under way are stored by one statement in the next one: its text
 * never changes, whatever their number.
 */
export function createInbox(write: Write): Receive {
  let open: { rows: Row[]; stored: Promise<void> } | null = null;

  function openBatch() {
    const rows: Row[] = [];
    const stored = write(async (tx) => {
      open = null;
      await insert(tx, rows);
    });
    return { rows, stored };
  }

  return ({ scope, source, deliveryId, orderKey, body, traceId }) => {
    open ??= openBatch();
    open.rows.push([scope.accountId, source, deliveryId, orderKey, body, traceId]);
    return open.stored;
  };
}

async function insert(tx: Transaction, rows: Row[]): Promise<void> {
  const now = Date.now();
  await tx.run(sql`
    INSERT INTO deliveries
      (account_id, source, delivery_id, order_key, body, trace_id, state, attempts, run_at, received_at)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, 'waiting', 0, ${now}, ${now}
    FROM json_each(${JSON.stringify(rows)})
    WHERE TRUE
    ON CONFLICT DO NOTHING`);
}
