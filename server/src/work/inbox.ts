import type { AccountScope } from "../database/account-scope.ts";
import type { DeliveryStore } from "./delivery-store.ts";

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

export function createInbox(store: DeliveryStore): Receive {
  return ({ scope, source, deliveryId, orderKey, body, traceId }) =>
    store.add([scope.accountId, source, whole(deliveryId), whole(orderKey), whole(body), traceId]);
}

/** Half a character survives in JSON, as which rows go over the network; libSQL ends the process when it reads one. */
const whole = (text: string): string => text.toWellFormed();
