import type { Subscription as Consent } from "../../world/world.ts";

export interface Variant {
  id: number;
  productId: number;
  title: string;
  productTitle: string;
  sku: string;
  priceCents: number;
}

export interface Customer {
  id: number;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  locale: string;
  address: Address;
  consent: { email: Consent; sms: Consent; since: Date };
  note: string | null;
  tags: string[];
  createdAt: Date;
  updatedAt: Date;
}

export interface Address {
  street: string;
  zip: string;
  city: string;
  region: string | null;
  country: string;
  countryCode: string;
}

export interface LineItem {
  id: number;
  variant: Variant;
  /** Ordered, edits that added some included. */
  quantity: number;
  /** Taken off by order edits. */
  removed: number;
  fulfilled: number;
  refunded: number;
  /** The part of `refunded` that had not left the shop. */
  refundedBeforeFulfillment: number;
}

export interface Transaction {
  id: number;
  kind: "SALE" | "REFUND";
  amountCents: number;
  parentId: number | null;
  at: Date;
}

export type RestockType = "CANCEL" | "NO_RESTOCK" | "RETURN";

export interface RefundLine {
  id: number;
  lineId: number;
  quantity: number;
  restockType: RestockType;
}

export interface Refund {
  id: number;
  createdAt: Date;
  note: string | null;
  lines: RefundLine[];
  shippingCents: number;
  transactions: Transaction[];
}

export interface Fulfillment {
  id: number;
  createdAt: Date;
  deliveredAt: Date | null;
  quantities: Map<number, number>;
  tracking: { company: string; number: string; url: string } | null;
}

export interface Order {
  id: number;
  number: number;
  customerId: number;
  email: string | null;
  phone: string | null;
  createdAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
  cancelledAt: Date | null;
  cancelReason: string | null;
  edited: boolean;
  note: string | null;
  tags: string[];
  confirmationNumber: string;
  lines: LineItem[];
  shippingCents: number;
  shippingAddress: Address;
  /** Included in the prices; exports carry none. */
  taxRate: number;
  sale: Transaction;
  refunds: Refund[];
  fulfillments: Fulfillment[];
}

export interface OrderEdit {
  id: number;
  orderId: number;
  /** New quantities by line. */
  quantities: Map<number, number>;
  restocked: Set<number>;
  committed: boolean;
}

export interface CancelJob {
  id: string;
  orderId: number;
  done: boolean;
}

export interface BulkOperation {
  id: number;
  query: string;
  status: "CREATED" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELED";
  createdAt: Date;
  completedAt: Date | null;
  lines: string[];
  rootObjects: number;
}

export interface WebhookSubscription {
  id: number;
  topic: string;
  uri: string;
  includeFields: string[];
  filter: string | null;
  name: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface State {
  shop: { id: number; name: string; domain: string; timeZone: string };
  variants: Map<number, Variant>;
  customers: Map<number, Customer>;
  orders: Map<number, Order>;
  edits: Map<number, OrderEdit>;
  jobs: Map<string, CancelJob>;
  /** What each idempotency key was used for; `refundId` null: that attempt failed. */
  refundKeys: Map<string, { input: string; at: Date; orderId: number; refundId: number | null }>;
  bulkOperations: Map<number, BulkOperation>;
  subscriptions: Map<number, WebhookSubscription>;
}

/** A shop with nothing in it. */
export const emptyState = (domain: string): State => ({
  shop: { id: 68_201_554_112, name: "Moorlicht", domain, timeZone: "Europe/Berlin" },
  variants: new Map(),
  customers: new Map(),
  orders: new Map(),
  edits: new Map(),
  jobs: new Map(),
  refundKeys: new Map(),
  bulkOperations: new Map(),
  subscriptions: new Map(),
});
