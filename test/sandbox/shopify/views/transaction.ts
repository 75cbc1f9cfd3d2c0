import { Reference } from "../graphql/reference.ts";
import { gid } from "../shop/ids.ts";
import type { Order, Transaction } from "../shop/state.ts";
import { decimal, money, moneyBag } from "./money.ts";

export const GATEWAY = "shopify_payments";

/** An `OrderTransaction`. */
export function transactionView(order: Order, { id, kind, amountCents, parentId, at }: Transaction): object {
  return {
    __typename: "OrderTransaction",
    id: gid("OrderTransaction", id),
    kind,
    status: "SUCCESS",
    gateway: GATEWAY,
    formattedGateway: "Shopify Payments",
    amount: decimal(amountCents),
    amountV2: money(amountCents),
    amountSet: moneyBag(amountCents),
    createdAt: at.toISOString(),
    processedAt: at.toISOString(),
    parentTransaction: parentId === null ? null : () => transactionView(order, order.sale),
    order: new Reference("Order", order.id),
  };
}
