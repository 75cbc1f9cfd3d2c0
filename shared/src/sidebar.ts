import { z } from "zod";
import { money } from "./money.ts";

const instant = z.iso.datetime();

export const vendor = z.enum(["zendesk", "klaviyo", "shopify", "twilio"]);
export type Vendor = z.infer<typeof vendor>;

/**
 * What one card of the sidebar shows. `waiting`: never fetched, being fetched now. `ready` and `stale`: being
 * refreshed behind what is shown. `failed`: the vendor could not be read and nothing older is known.
 */
function card<Data extends z.ZodType>(data: Data) {
  return z.discriminatedUnion("status", [
    z.object({ status: z.literal("ready"), asOf: instant, stale: z.boolean(), data }),
    z.object({ status: z.literal("waiting") }),
    z.object({ status: z.literal("not_connected"), vendor }),
    z.object({ status: z.literal("failed"), vendor, since: instant }),
  ]);
}

export const consentState = z.enum(["subscribed", "unsubscribed", "never_subscribed", "unknown"]);
export type ConsentState = z.infer<typeof consentState>;

const consent = z.object({
  state: consentState,
  since: instant.nullable(),
  /** Who said so: `klaviyo`, `keyword` (the customer's own text), `carrier`. */
  source: z.string().nullable(),
});
export type Consent = z.infer<typeof consent>;

const customer = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  /** BCP 47, as Klaviyo or Zendesk has it. */
  locale: z.string().nullable(),
  /** IANA name. */
  timeZone: z.string().nullable(),
  consent: z.object({ sms: consent, email: consent, whatsapp: consent }),
  segments: z.array(z.string()),
  /** What an admin pinned of the Klaviyo profile; null where it has nothing there. */
  pinned: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
  links: z.object({ klaviyo: z.url().nullable(), shopify: z.url().nullable() }),
});
export type Customer = z.infer<typeof customer>;

const lifetimeValue = z.object({
  source: z.enum(["klaviyo", "sidethread"]),
  /** Absent figures are null: the vendor has not enough orders to say. */
  past: money.nullable(),
  predicted: money.nullable(),
  total: money.nullable(),
  orders: z.number().nullable(),
  averageOrder: money.nullable(),
  daysBetweenOrders: z.number().nullable(),
  nextOrderExpected: instant.nullable(),
  /** Probability of churn, 0 to 1. */
  churnRisk: z.number().min(0).max(1).nullable(),
});
export type LifetimeValue = z.infer<typeof lifetimeValue>;

export const orderState = z.enum([
  "unfulfilled",
  "partially_fulfilled",
  "fulfilled",
  "delivered",
  "cancelled",
  "refunded",
  "partially_refunded",
]);
export type OrderState = z.infer<typeof orderState>;

const order = z.object({
  id: z.string(),
  /** As the shop shows it: `#1043`. */
  name: z.string(),
  placedAt: instant,
  total: money,
  state: orderState,
  items: z.array(
    z.object({ title: z.string(), variant: z.string().nullable(), quantity: z.int(), price: money }),
  ),
  tracking: z.array(
    z.object({ company: z.string().nullable(), number: z.string().nullable(), url: z.url().nullable() }),
  ),
  url: z.url().nullable(),
});
export type Order = z.infer<typeof order>;

export const messageState = z.enum([
  "received",
  "queued",
  "sent",
  "delivered",
  "failed",
  "not_sent",
  "unknown",
]);
export type MessageState = z.infer<typeof messageState>;

export const textChannel = z.enum(["sms", "whatsapp"]);
export type TextChannel = z.infer<typeof textChannel>;

const message = z.object({
  id: z.string(),
  channel: textChannel,
  direction: z.enum(["inbound", "outbound"]),
  /** Who wrote it. `automatic`: a machine of ours or of the carrier; `inbox`: somebody in Klaviyo's own inbox. */
  origin: z.enum(["customer", "agent", "campaign", "flow", "automatic", "inbox"]),
  /** The campaign or flow that it belongs to. */
  title: z.string().nullable(),
  text: z.string(),
  at: instant,
  state: messageState,
  /** Why a message failed or was not sent, by code; the app has the words. */
  reason: z.string().nullable(),
  /** The agent's name on a reply; null on the customer's texts. */
  author: z.string().nullable(),
  /** A carrier's picture needs the carrier's password, so it has no address here: the agent sees it on the ticket. */
  pictures: z.array(z.object({ contentType: z.string() })),
  /** The campaign or flow that this text of the customer answers, by its title. */
  answers: z.string().nullable(),
  /** How often the shortened links in it were followed; null: it has none. */
  clicks: z.int().nullable(),
});
export type Message = z.infer<typeof message>;

/** What a public comment on the ticket would be as a text now: what `outbound-rules` needs to say whether it may go. */
const reply = z.discriminatedUnion("possible", [
  z.object({
    possible: z.literal(true),
    channel: textChannel,
    /** Our number; null where the carrier chooses it. */
    from: z.string().nullable(),
    to: z.string(),
    /** Until when WhatsApp lets us answer; null where no window is. */
    until: instant.nullable(),
    /** An agent with one of these e-mails is the customer: what they write is no reply. */
    customerEmails: z.array(z.string()),
    pictures: z.object({
      most: z.int(),
      /** In bytes, each. */
      largest: z.int(),
      contentTypes: z.array(z.string()),
    }),
  }),
  z.object({
    possible: z.literal(false),
    reason: z.enum([
      "no_conversation",
      "opted_out",
      "no_consent",
      "not_connected",
      "not_answerable",
      "customer_never_wrote",
      "window_closed",
      "not_enabled",
    ]),
    since: instant.nullable(),
  }),
]);
export type Reply = z.infer<typeof reply>;

const ticket = z.object({
  id: z.string(),
  status: z.enum(["new", "open", "pending", "hold", "solved", "closed", "deleted"]),
  channel: z.string().nullable(),
  assignee: z.string().nullable(),
  createdAt: instant,
  tags: z.array(z.string()),
  /** How many tickets of this customer we know, this one among them. */
  ticketsOfCustomer: z.int(),
  openTicketsOfCustomer: z.int(),
});
export type Ticket = z.infer<typeof ticket>;

/** Everything that the ticket sidebar shows, in one answer. The thread holds the last 50 messages, oldest first. */
export const sidebar = z.object({
  customer: card(customer),
  value: card(lifetimeValue.nullable()),
  orders: card(z.object({ total: z.int(), recent: z.array(order) })),
  thread: z.object({ messages: z.array(message), reply }),
  ticket: card(ticket),
});
export type Sidebar = z.infer<typeof sidebar>;
