import type { Context } from "../graphql/context.ts";
import { gid, idIn } from "../shop/ids.ts";
import { currentQuantity, editingObstacles } from "../shop/order-figures.ts";
import { touch } from "../shop/shop.ts";
import type { LineItem, Order, OrderEdit } from "../shop/state.ts";
import { calculatedLineItemView, calculatedOrderView, sentQuantity } from "../views/calculated-order.ts";
import { orderView } from "../views/order.ts";
import { orderEditPayload, type QuantityChange } from "../webhooks/order-edit-payload.ts";
import { orderPayload } from "../webhooks/order-payload.ts";
import { userError } from "./user-error.ts";

const refused = (field: string[], message: string) => ({ userErrors: [userError(field, message)] });

/** Opens an edit of an order. */
export function orderEditBegin({ id }: { id: string }, { shop }: Context) {
  const order = shop.state.orders.get(idIn("Order", id) ?? 0);
  if (!order) return refused(["id"], "The order does not exist.");
  const [obstacle] = editingObstacles(order);
  if (obstacle) return refused(["id"], obstacle);
  const edit: OrderEdit = {
    id: shop.nextId("CalculatedOrder"),
    orderId: order.id,
    quantities: new Map(),
    restocked: new Set(),
    committed: false,
  };
  shop.state.edits.set(edit.id, edit);
  return {
    calculatedOrder: calculatedOrderView(shop, order, edit),
    orderEditSession: { id: gid("OrderEditSession", edit.id) },
    userErrors: [],
  };
}

interface SetQuantityArgs {
  id: string;
  lineItemId: string;
  quantity: number;
  restock?: boolean | null;
}

/** Sets a line's new quantity in an open edit; 0 takes it off. */
export function orderEditSetQuantity(
  { id, lineItemId, quantity, restock }: SetQuantityArgs,
  { shop }: Context,
) {
  const open = findOpenEdit(id, { shop });
  if (!open) return refused(["id"], "The calculated order does not exist.");
  const { order, edit } = open;
  const line = order.lines.find((candidate) => candidate.id === idIn("CalculatedLineItem", lineItemId));
  if (!line) return refused(["lineItemId"], "The line item does not exist.");
  if (quantity < 0) return refused(["quantity"], "Quantity must be greater than or equal to 0.");
  if (quantity < sentQuantity(line)) {
    return refused(["quantity"], "Quantity cannot be lower than the quantity already fulfilled.");
  }
  edit.quantities.set(line.id, quantity);
  if (restock) edit.restocked.add(line.id);
  return {
    calculatedOrder: calculatedOrderView(shop, order, edit),
    calculatedLineItem: calculatedLineItemView(shop, edit, line),
    orderEditSession: { id: gid("OrderEditSession", edit.id) },
    userErrors: [],
  };
}

interface CommitArgs {
  id: string;
  notifyCustomer?: boolean | null;
  staffNote?: string | null;
}

/** Applies an open edit to its order. */
export function orderEditCommit({ id, notifyCustomer, staffNote }: CommitArgs, { shop }: Context) {
  const open = findOpenEdit(id, { shop });
  if (!open) return refused(["id"], "The calculated order does not exist.");
  const { order, edit } = open;
  const [obstacle] = editingObstacles(order);
  if (obstacle) return refused(["id"], obstacle);
  const changes = Array.from(edit.quantities, ([lineId, quantity]) => {
    const line = order.lines.find((candidate) => candidate.id === lineId)!;
    return applyQuantity(line, quantity);
  }).filter(({ delta }) => delta !== 0);
  if (changes.length === 0) return refused(["id"], "There must be at least one change to be made.");
  edit.committed = true;
  order.edited = true;
  const at = touch(order);
  const notify = notifyCustomer ?? false;
  shop.publish(
    "orders/edited",
    orderEditPayload(order, edit.id, { at, notify, note: staffNote ?? "", changes }),
  );
  shop.publish("orders/updated", orderPayload(shop, order));
  return { order: orderView(shop, order), successMessages: ["Order updated"], userErrors: [] };
}

function applyQuantity(line: LineItem, quantity: number): QuantityChange {
  const delta = quantity - currentQuantity(line);
  if (delta > 0) line.quantity += delta;
  else line.removed -= delta;
  return { lineId: line.id, delta };
}

function findOpenEdit(id: string, { shop }: Pick<Context, "shop">): { order: Order; edit: OrderEdit } | null {
  const edit = shop.state.edits.get(idIn("CalculatedOrder", id) ?? idIn("OrderEditSession", id) ?? 0);
  const order = edit && shop.state.orders.get(edit.orderId);
  return edit && order && !edit.committed ? { order, edit } : null;
}
