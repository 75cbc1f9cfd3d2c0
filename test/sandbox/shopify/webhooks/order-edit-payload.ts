import type { Order } from "../shop/state.ts";
import { time } from "./rest-parts.ts";

export interface QuantityChange {
  lineId: number;
  delta: number;
}

interface Committed {
  at: Date;
  notify: boolean;
  note: string;
  changes: QuantityChange[];
}

/** `orders/edited` */
export function orderEditPayload(order: Order, editId: number, { at, notify, note, changes }: Committed) {
  const lines = (sign: 1 | -1) =>
    changes
      .filter(({ delta }) => Math.sign(delta) === sign)
      .map(({ lineId, delta }) => ({ id: lineId, delta: Math.abs(delta) }));
  return {
    order_edit: {
      id: editId,
      app_id: null,
      created_at: time(at),
      committed_at: time(at),
      notify_customer: notify,
      order_id: order.id,
      staff_note: note,
      user_id: null,
      line_items: { additions: lines(1), removals: lines(-1) },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}
