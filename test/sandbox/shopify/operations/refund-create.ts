import { GraphQLError, type GraphQLResolveInfo, getDirectiveValues } from "graphql";
import { DAY_MS } from "../../world/draws.ts";
import type { Context } from "../graphql/context.ts";
import { applyRefund, type NewRefund } from "../shop/changes.ts";
import { idIn } from "../shop/ids.ts";
import { currentQuantity, orderFigures } from "../shop/order-figures.ts";
import { touch } from "../shop/shop.ts";
import type { Order, RestockType } from "../shop/state.ts";
import { orderView } from "../views/order.ts";
import { refundView } from "../views/refund.ts";
import { orderPayload } from "../webhooks/order-payload.ts";
import { refundPayload } from "../webhooks/refund-payload.ts";
import { type UserError, userError } from "./user-error.ts";

interface RefundInput {
  orderId: string;
  note?: string | null;
  refundLineItems?: { lineItemId: string; quantity: number; restockType?: RestockType | null }[] | null;
  shipping?: { amount?: string | null; fullRefund?: boolean | null } | null;
  transactions?: { orderId: string; parentId?: string | null; kind: string; amount: string }[] | null;
  allowOverRefunding?: boolean | null;
}

const KEY_LIFE_MS = DAY_MS;

/** Refunds once for each idempotency key; the same key and input again give the same refund as it is now. */
export function refundCreate({ input }: { input: RefundInput }, { shop }: Context, info: GraphQLResolveInfo) {
  const key = idempotencyKey(info);
  const used = shop.state.refundKeys.get(key);
  if (used && Date.now() - used.at.getTime() < KEY_LIFE_MS) {
    if (used.input !== JSON.stringify(input)) {
      throw refuse(
        "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
        "The idempotency key was used with other parameters.",
      );
    }
    const order = shop.state.orders.get(used.orderId);
    const refund = order?.refunds.find(({ id }) => id === used.refundId);
    if (order && refund) {
      return { refund: refundView(shop, order, refund), order: orderView(shop, order), userErrors: [] };
    }
    throw refuse(
      "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED",
      "The previous attempt with this idempotency key failed.",
    );
  }
  const order = shop.state.orders.get(idIn("Order", input.orderId) ?? 0);
  const remember = (refundId: number | null) => {
    const at = new Date();
    shop.state.refundKeys.set(key, { input: JSON.stringify(input), at, orderId: order?.id ?? 0, refundId });
  };
  const userErrors = order ? findErrors(order, input) : [userError(["orderId"], "Order does not exist")];
  if (!order || userErrors.length > 0) {
    remember(null);
    return { refund: null, order: null, userErrors };
  }
  const refund = applyRefund(shop, order, toRefund(order, input, touch(order)));
  remember(refund.id);
  shop.publish("refunds/create", refundPayload(order, refund));
  shop.publish("orders/updated", orderPayload(shop, order));
  return { refund: refundView(shop, order, refund), order: orderView(shop, order), userErrors: [] };
}

const refuse = (code: string, message: string) => new GraphQLError(message, { extensions: { code } });

function idempotencyKey({ schema, fieldNodes, variableValues }: GraphQLResolveInfo): string {
  const directive = schema.getDirective("idempotent");
  const field = fieldNodes[0];
  const given = directive && field && getDirectiveValues(directive, field, variableValues);
  const key = typeof given?.key === "string" ? given.key : null;
  if (key === null) {
    throw refuse(
      "BAD_REQUEST",
      "The @idempotent directive is required for this mutation but was not provided.",
    );
  }
  if (!key.trim()) throw refuse("BAD_REQUEST", "The idempotency key cannot be empty.");
  return key;
}

function findErrors(
  order: Order,
  { refundLineItems, transactions, allowOverRefunding }: RefundInput,
): UserError[] {
  const errors: UserError[] = [];
  for (const [index, { lineItemId, quantity }] of (refundLineItems ?? []).entries()) {
    const line = order.lines.find(({ id }) => id === idIn("LineItem", lineItemId));
    const field = ["refundLineItems", String(index)];
    if (!line) errors.push(userError([...field, "lineItemId"], "Line item does not exist"));
    else if (quantity < 1 || quantity > currentQuantity(line)) {
      const message = "Quantity cannot refund more items than were purchased";
      errors.push(userError([...field, "quantity"], message));
    }
  }
  for (const [index, { parentId, kind }] of (transactions ?? []).entries()) {
    const field = ["transactions", String(index)];
    if (kind !== "REFUND") errors.push(userError([...field, "kind"], "Kind must be refund"));
    if (parentId && idIn("OrderTransaction", parentId) !== order.sale.id) {
      errors.push(userError([...field, "parentId"], "Parent transaction does not exist"));
    }
  }
  if (amountIn(transactions) > orderFigures(order).net && !allowOverRefunding) {
    errors.push(userError(["transactions"], "Refund amount is greater than the amount that can be refunded"));
  }
  return errors;
}

function toRefund(order: Order, input: RefundInput, at: Date): NewRefund {
  const { refundLineItems, shipping, transactions, note } = input;
  const { currentShipping } = orderFigures(order);
  const asked = Math.round(Number(shipping?.amount ?? 0) * 100);
  return {
    at,
    lines: (refundLineItems ?? []).map(({ lineItemId, quantity, restockType }) => ({
      lineId: idIn("LineItem", lineItemId)!,
      quantity,
      restockType: restockType ?? "NO_RESTOCK",
    })),
    shippingCents: shipping?.fullRefund ? currentShipping : Math.min(asked, currentShipping),
    amountCents: amountIn(transactions),
    note: note ?? null,
  };
}

const amountIn = (transactions: RefundInput["transactions"]) =>
  (transactions ?? []).reduce((total, { amount }) => total + Math.round(Number(amount) * 100), 0);
