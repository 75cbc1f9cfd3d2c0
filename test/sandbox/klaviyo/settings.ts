import { z } from "zod";

const milliseconds = z.number().min(0);

/** What Klaviyo's staff, or the account's owner, would switch; and how fast the sandbox is. */
export const settings = z.object({
  /** Whether Klaviyo has let this account send conversation messages. */
  conversations: z.boolean().default(false),
  /** Whether this account may have webhooks: Advanced KDP, or an app of a partner. */
  webhooks: z.boolean().default(true),
  /** Multiplies every rate limit; null switches them off. */
  rateLimitScale: z.number().positive().nullable().default(1),
  /** How stop words are found in texts; Klaviyo's own default lets "cancel my order" opt out. */
  optOutMatching: z.enum(["contains", "exact"]).default("contains"),
  /** How long the carrier takes. */
  deliveryMs: milliseconds.default(200),
  /** Links that go out by SMS become `https://klv3.io/…`. */
  shortenLinks: z.boolean().default(false),
  /** Replies go out with the account's name before them. */
  namePrefix: z.boolean().default(false),
  /** Events of now are listed that much later; what has happened already keeps its time. */
  eventsLateMs: milliseconds.default(0),
  /** How long events are collected for one delivery. */
  webhookBatchMs: milliseconds.default(0),
  /** A new webhook hears of nothing for that long; Klaviyo's own takes up to three minutes. */
  webhookStartMs: milliseconds.default(0),
  /** How long after a customer's message WhatsApp lets the account answer. */
  whatsappWindowMs: milliseconds.default(24 * 3_600_000),
});

export type Settings = z.infer<typeof settings>;
