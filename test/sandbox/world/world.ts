/**
 * The make-believe shop that every sandbox vendor is seeded from: one German outdoor shop with customers in five
 * countries. Keys (`maren-voss`, `order-1043`) join what the vendors know of the same thing; each vendor derives its
 * own ids from them. All of it follows from the seed and from `now`.
 */
export interface World {
  now: Date;
  account: { subdomain: string; name: string; timeZone: string; currency: "EUR"; shopDomain: string };
  brands: Brand[];
  groups: Group[];
  agents: Agent[];
  customers: Customer[];
  products: Product[];
  orders: Order[];
  tickets: Ticket[];
  campaign: Campaign;
  /** The number that customers text, E.164. */
  smsNumber: string;
}

export interface Brand {
  key: string;
  name: string;
  subdomain: string;
  default: boolean;
}

export interface Group {
  key: string;
  name: string;
}

export interface Agent {
  key: string;
  name: string;
  email: string;
  role: "admin" | "agent";
  group: string;
  locale: string;
  timeZone: string;
}

export type Subscription = "SUBSCRIBED" | "UNSUBSCRIBED" | "NEVER_SUBSCRIBED";

export interface Customer {
  key: string;
  firstName: string;
  lastName: string;
  email: string;
  /** E.164, from ranges that are reserved or look it; unique. */
  phone: string;
  locale: string;
  city: string;
  region: string | null;
  zip: string;
  street: string;
  country: string;
  countryCode: string;
  timeZone: string;
  consent: { email: Subscription; sms: Subscription; whatsapp: Subscription; since: Date };
  segments: string[];
  properties: Record<string, string | number>;
  createdAt: Date;
  /** Whether the helpdesk already has this person as an end user, and with a phone. */
  zendeskUser: "none" | "email" | "email_and_phone";
}

export interface Product {
  key: string;
  title: string;
  variants: { key: string; title: string; sku: string; priceCents: number }[];
}

export interface OrderLine {
  variant: string;
  quantity: number;
}

export interface Order {
  key: string;
  /** Without the `#`. */
  number: number;
  customer: string;
  placedAt: Date;
  lines: OrderLine[];
  shippingCents: number;
  state: "unfulfilled" | "fulfilled" | "delivered" | "cancelled" | "refunded" | "partially_refunded";
  tracking: { company: string; number: string; url: string } | null;
}

export interface Ticket {
  key: string;
  requester: string;
  brand: string;
  group: string;
  assignee: string | null;
  subject: string;
  status: "new" | "open" | "pending" | "hold" | "solved" | "closed";
  priority: "low" | "normal" | "high" | "urgent" | null;
  type: "question" | "incident" | "problem" | "task" | null;
  tags: string[];
  channel: "email" | "web" | "chat";
  createdAt: Date;
  comments: { author: "requester" | "assignee"; public: boolean; body: string; at: Date }[];
}

export interface Campaign {
  key: string;
  name: string;
  text: string;
  sentAt: Date;
  /** Customers who received it by SMS. */
  recipients: string[];
}
