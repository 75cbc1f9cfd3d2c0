import { z } from "zod";

/** What Klaviyo's staff, or the account's owner, would switch; and how fast the sandbox is. */
export const settings = z.object({
  /** Whether Klaviyo has let this account send conversation messages. */
  conversations: z.boolean().default(false),
  /** Multiplies every rate limit; null switches them off. */
  rateLimitScale: z.number().positive().nullable().default(1),
  /** How stop words are found in texts; Klaviyo's own default lets "cancel my order" opt out. */
  optOutMatching: z.enum(["contains", "exact"]).default("contains"),
  /** How long the carrier takes, in milliseconds. */
  deliveryMs: z.number().min(0).default(200),
});

export type Settings = z.infer<typeof settings>;
