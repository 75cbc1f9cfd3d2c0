import type { Draws } from "./draws.ts";
import { DAY_MS, daysBefore } from "./draws.ts";
import { priceOf, products } from "./products.ts";
import { drawHabit, drawPurchases } from "./purchases.ts";
import { type PlannedOrder, stories } from "./stories.ts";
import type { Customer, Order, OrderLine } from "./world.ts";

type UnnumberedOrder = Omit<Order, "key" | "number">;

const FREE_SHIPPING_FROM_CENTS = 7500;
const SHIPPING_CENTS = 490;

/** Everything one customer ever ordered, in no order. */
export function drawOrders(draws: Draws, customer: Customer, now: Date): UnnumberedOrder[] {
  const { orders = [], onlyThese } = stories[customer.key] ?? {};
  const planned = orders.map((plan) => plannedOrder(draws, customer, plan, now));
  if (onlyThese) return planned;
  const spends = draws.between(0.5, 1.6);
  const drawn = drawPurchases(draws, drawHabit(draws), customer.createdAt, now).map((placedAt) =>
    completeOrder(draws, customer, placedAt, drawBasket(draws, spends), drawOutcome(draws), now),
  );
  return [...planned, ...drawn];
}

function plannedOrder(draws: Draws, customer: Customer, plan: PlannedOrder, now: Date): UnnumberedOrder {
  return completeOrder(draws, customer, daysBefore(now, plan.daysAgo), plan.lines, plan.state ?? null, now);
}

/** Numbers orders by date, as a shop does. */
export function numberOrders(orders: UnnumberedOrder[]): Order[] {
  return orders
    .toSorted((a, b) => a.placedAt.getTime() - b.placedAt.getTime())
    .map((order, index) => ({ key: `order-${1001 + index}`, number: 1001 + index, ...order }));
}

function drawBasket(draws: Draws, spends: number): OrderLine[] {
  const wanted = draws.pick([1, 1, 1, 2, 2, 3]);
  const affordable = products.filter(({ variants }) => variants[0]!.priceCents < 14_000 * spends);
  const chosen = new Set(Array.from({ length: wanted }, () => draws.pick(affordable)));
  return Array.from(chosen, ({ variants }) => {
    const variant = draws.pick(variants);
    const small = variant.priceCents < 3000;
    return { variant: variant.key, quantity: small && draws.chance(0.4) ? draws.integer(2, 3) : 1 };
  });
}

function drawOutcome(draws: Draws): PlannedOrder["state"] | null {
  const draw = draws.between(0, 1);
  if (draw < 0.04) return "cancelled";
  if (draw < 0.09) return "refunded";
  return draw < 0.13 ? "partially_refunded" : null;
}

function completeOrder(
  draws: Draws,
  customer: Customer,
  placedAt: Date,
  lines: OrderLine[],
  outcome: PlannedOrder["state"] | null,
  now: Date,
): UnnumberedOrder {
  const days = (now.getTime() - placedAt.getTime()) / DAY_MS;
  const goods = lines.reduce((sum, { variant, quantity }) => sum + priceOf(variant) * quantity, 0);
  const number = `${draws.integer(10_000_000, 99_999_999)}${draws.integer(1000, 9999)}`;
  const state = stateAfter(days, outcome ?? null);
  const shipped = state !== "unfulfilled" && state !== "cancelled";
  return {
    customer: customer.key,
    placedAt,
    lines,
    shippingCents: goods >= FREE_SHIPPING_FROM_CENTS ? 0 : SHIPPING_CENTS,
    state,
    tracking: shipped ? { company: "DHL", number, url: `https://tracking.example/dhl/${number}` } : null,
  };
}

function stateAfter(days: number, outcome: PlannedOrder["state"] | null): Order["state"] {
  if (outcome === "cancelled") return outcome;
  if (days < 2.5) return "unfulfilled";
  if (days < 7) return "fulfilled";
  return days > 14 && outcome ? outcome : "delivered";
}
