/** What Klaviyo foretells of one customer, by the names it has on the wire. */
export interface PredictiveAnalytics {
  historic_clv: number;
  predicted_clv: number;
  total_clv: number;
  historic_number_of_orders: number;
  predicted_number_of_orders: number;
  average_days_between_orders: number | null;
  average_order_value: number;
  churn_probability: number;
  expected_date_of_next_order: Date;
}

/** An order that counts: not cancelled, not wholly refunded. */
export interface PastOrder {
  placedAt: Date;
  /** Net of refunds. */
  netCents: number;
}

/** What is usual in this shop; it stands in where a customer's own history is short. */
export interface Population {
  gapDays: number;
  orderCents: number;
}

const DAY_MS = 86_400_000;
const HORIZON_DAYS = 365;

const mean = (values: number[], otherwise: number) =>
  values.length === 0 ? otherwise : values.reduce((sum, value) => sum + value, 0) / values.length;
const round = (value: number, digits: number) => Number(value.toFixed(digits));
const daysBetween = (from: Date, to: Date) => (to.getTime() - from.getTime()) / DAY_MS;

/** The mean gap between a customer's orders (oldest first); null with fewer than two. */
const meanGap = (orders: PastOrder[]) =>
  orders.length < 2 ? null : daysBetween(orders[0]!.placedAt, orders.at(-1)!.placedAt) / (orders.length - 1);

export function populationOf(customers: PastOrder[][]): Population {
  const gaps = customers.map(meanGap).filter((gap) => gap !== null);
  const cents = customers.flat().map(({ netCents }) => netCents);
  return { gapDays: mean(gaps, 90), orderCents: mean(cents, 5000) };
}

/**
 * A believable forecast from orders, oldest first: the customer's own rhythm and basket, drawn towards what is usual
 * the less there is to go by; churn grows with silence measured in that rhythm. Null without orders.
 */
export function predict(orders: PastOrder[], usual: Population, now: Date): PredictiveAnalytics | null {
  const last = orders.at(-1);
  if (!last) return null;
  const count = orders.length;
  const historic = orders.reduce((sum, { netCents }) => sum + netCents, 0) / 100;
  const ownGap = meanGap(orders);
  const gap = Math.max(7, ((ownGap ?? 0) * (count - 1) + usual.gapDays) / count);
  const silence = Math.max(0, daysBetween(last.placedAt, now)) / gap;
  const churn = 1 - (1 - 0.35 / count) * Math.exp(-0.22 * silence ** 1.3);
  const nextOrders = (1 - churn) * (HORIZON_DAYS / gap);
  const basket = (historic * 100 + usual.orderCents) / (count + 1) / 100;
  const predicted = nextOrders * basket;
  return {
    historic_clv: round(historic, 2),
    predicted_clv: round(predicted, 2),
    total_clv: round(historic + predicted, 2),
    historic_number_of_orders: count,
    predicted_number_of_orders: round(nextOrders, 2),
    average_days_between_orders: ownGap && round(ownGap, 1),
    average_order_value: round(historic / count, 2),
    churn_probability: round(churn, 4),
    expected_date_of_next_order: new Date(last.placedAt.getTime() + gap * DAY_MS),
  };
}
