import type { GraphQLResolveInfo } from "graphql";
import type { Context } from "../graphql/context.ts";
import { Reference } from "../graphql/reference.ts";
import { applyRefund } from "../shop/changes.ts";
import { gid, idIn } from "../shop/ids.ts";
import { currentQuantity, orderFigures } from "../shop/order-figures.ts";
import { type Shop, touch } from "../shop/shop.ts";
import type { CancelJob, Order } from "../shop/state.ts";
import { orderPayload } from "../webhooks/order-payload.ts";
import { refundPayload } from "../webhooks/refund-payload.ts";

interface OrderCancelArgs {
  orderId: string;
  reason: string;
  restock: boolean;
  refund?: boolean | null;
  refundMethod?: {
    originalPaymentMethodsRefund?: boolean | null;
    storeCreditRefund?: { expiresAt?: string | null } | null;
  } | null;
  staffNote?: string | null;
}

type Refusal = { code: string; field: string[]; message: string };

const STAFF_NOTE_LIMIT = 255;

/** Starts to cancel an order; a job does it a little later. */
export function orderCancel(args: OrderCancelArgs, { shop }: Context) {
  const order = shop.state.orders.get(idIn("Order", args.orderId) ?? 0);
  const refusal = order ? obstacle(order, args) : NOT_FOUND;
  if (!order || refusal) return { job: null, orderCancelUserErrors: [refusal], userErrors: [refusal] };
  const job: CancelJob = { id: crypto.randomUUID(), orderId: order.id, done: false };
  shop.state.jobs.set(job.id, job);
  shop.later(() => finish(shop, order, job, args));
  return {
    job: jobView(job),
    jobResult: {
      id: gid("OrderCancelJobResult", job.id),
      done: false,
      status: "STARTED",
      errors: [],
      order: new Reference("Order", order.id),
    },
    orderCancelUserErrors: [],
    userErrors: [],
  };
}

/** `job(id)` */
export function job({ id }: { id: string }, { shop }: Context) {
  const found = shop.state.jobs.get(id.replace("gid://shopify/Job/", ""));
  return found ? jobView(found) : null;
}

const jobView = ({ id, done }: CancelJob) => ({
  __typename: "Job",
  id: gid("Job", id),
  done,
  query: queryRoot,
});

/** A job gives access to the whole API again. */
const queryRoot = (_args: unknown, _context: Context, { rootValue }: GraphQLResolveInfo) => rootValue;

const NOT_FOUND: Refusal = { code: "NOT_FOUND", field: ["orderId"], message: "Order does not exist" };

function obstacle(order: Order, args: OrderCancelArgs): Refusal | null {
  const invalid = (field: string, message: string) => ({ code: "INVALID", field: [field], message });
  if (order.cancelledAt) return invalid("orderId", "Order has already been cancelled");
  if (order.lines.some(({ fulfilled }) => fulfilled > 0)) {
    return invalid("orderId", "Cannot cancel an order with outstanding fulfillments that can't be cancelled");
  }
  if (args.refundMethod && typeof args.refund === "boolean") {
    return invalid("refundMethod", "Only one of refund and refundMethod can be given");
  }
  if ((args.staffNote ?? "").length > STAFF_NOTE_LIMIT) {
    return invalid("staffNote", `Staff note is too long (maximum is ${STAFF_NOTE_LIMIT} characters)`);
  }
  const expiresAt = args.refundMethod?.storeCreditRefund?.expiresAt;
  if (expiresAt && new Date(expiresAt) <= new Date()) {
    const code = "STORE_CREDIT_REFUND_EXPIRATION_IN_PAST";
    return {
      code,
      field: ["refundMethod", "storeCreditRefund", "expiresAt"],
      message: "Expiration is in the past",
    };
  }
  return null;
}

function finish(shop: Shop, order: Order, job: CancelJob, args: OrderCancelArgs): void {
  const { net, currentShipping } = orderFigures(order);
  const { originalPaymentMethodsRefund, storeCreditRefund } = args.refundMethod ?? {};
  const paysBack = args.refund || originalPaymentMethodsRefund || storeCreditRefund;
  const at = touch(order);
  const refund = applyRefund(shop, order, {
    at,
    lines: order.lines
      .filter((line) => currentQuantity(line) > 0)
      .map((line) => ({ lineId: line.id, quantity: currentQuantity(line) })),
    restockType: args.restock ? "CANCEL" : "NO_RESTOCK",
    shippingCents: currentShipping,
    amountCents: paysBack ? net : 0,
    note: args.staffNote ?? null,
  });
  order.cancelledAt = at;
  order.cancelReason = args.reason;
  job.done = true;
  shop.publish("refunds/create", refundPayload(order, refund));
  shop.publish("orders/cancelled", orderPayload(shop, order));
  shop.publish("orders/updated", orderPayload(shop, order));
}
