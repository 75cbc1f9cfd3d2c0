import type { AccountScope } from "../database/account-scope.ts";

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

/** What is stored of a delivery as it comes, in this order. */
export type DeliveryRow = [
  accountId: string,
  source: string,
  deliveryId: string,
  orderKey: string,
  body: string,
  traceId: string,
];

interface Batch {
  rows: DeliveryRow[];
  stored: Promise<void>;
  settle: { resolve: () => void; reject: (error: unknown) => void };
}

/**
 * The inbox: deliveries that arrive while a commit is under way share the next one. Nothing waits for company when
 * none is.
 */
export function createInbox(store: (rows: DeliveryRow[]) => Promise<void>): Receive {
  let open: Batch | null = null;
  let storing = false;

  async function storeOpen(): Promise<void> {
    storing = true;
    while (open) {
      const { rows, settle } = open;
      open = null;
      await store(rows).then(settle.resolve, settle.reject);
    }
    storing = false;
  }

  return ({ scope, source, deliveryId, orderKey, body, traceId }) => {
    open ??= openBatch();
    const { rows, stored } = open;
    rows.push([scope.accountId, source, deliveryId, orderKey, body, traceId]);
    if (!storing) void storeOpen();
    return stored;
  };
}

function openBatch(): Batch {
  let settle: Batch["settle"] = { resolve() {}, reject() {} };
  const stored = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { rows: [], stored, settle };
}
