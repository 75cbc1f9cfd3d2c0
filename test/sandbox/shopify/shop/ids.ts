/** `gid://shopify/Order/6100000001009` */
export const gid = (type: string, id: number | string) => `gid://shopify/${type}/${id}`;

/** The number in a global id of this type; null for anything else. */
export function idIn(type: string, value: string): number | null {
  const match = /^gid:\/\/shopify\/(\w+)\/(\d+)$/.exec(value);
  return match?.[1] === type ? Number(match[2]) : null;
}

const FIRST = {
  Product: 8_400_000_000_000,
  ProductVariant: 45_100_000_000_000,
  Customer: 7_200_000_000_000,
  Order: 6_100_000_000_000,
  LineItem: 15_800_000_000_000,
  OrderTransaction: 7_500_000_000_000,
  Refund: 960_000_000_000,
  RefundLineItem: 580_000_000_000,
  Fulfillment: 5_400_000_000_000,
  CalculatedOrder: 120_000_000_000,
  BulkOperation: 4_900_000_000_000,
  WebhookSubscription: 1_400_000_000_000,
};

export type NumberedType = keyof typeof FIRST;

/** Gives ascending ids that look like Shopify's. */
export function createIds(): (type: NumberedType) => number {
  const given = new Map<NumberedType, number>();
  return (type) => {
    const count = (given.get(type) ?? 0) + 1;
    given.set(type, count);
    return FIRST[type] + count * 1009;
  };
}
