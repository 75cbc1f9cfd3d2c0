import type { Vendor } from "@sidethread/shared/sidebar";
import { z } from "zod";
import type { AccountScope } from "../database/account-scope.ts";
import { oauthTokens } from "../vendors/oauth-tokens.ts";
import { shopDomain } from "../vendors/shopify/client.ts";

/** What the vendor lets us do; empty where it does not say. */
const scopes = z.array(z.string()).default([]);

const keptTokens = oauthTokens.extend({
  /** Until when one process renews them; the others wait. */
  renewingUntil: z.coerce.date().optional(),
  /** The vendor takes the refresh token no more. */
  ended: z.boolean().optional(),
});
export type KeptTokens = z.infer<typeof keptTokens>;

/** What we keep of each vendor's connection: what may be seen, and what is sealed. */
export const kept = {
  zendesk: {
    details: z.object({
      /** Whose access it is. */
      email: z.string(),
      scopes,
    }),
    secrets: z.object({
      /** Null where we have tokens instead. */
      apiToken: z.string().nullable().default(null),
      tokens: keptTokens.nullable().default(null),
      signingSecret: z.string(),
    }),
  },
  klaviyo: {
    details: z.object({
      klaviyoAccountId: z.string(),
      /** The organization's, as Klaviyo has it. */
      name: z.string().nullable().default(null),
      currency: z.string(),
      /** What Klaviyo tells us by itself, since when; null where the account may have no webhooks. */
      webhook: z
        .object({ topics: z.array(z.string()), since: z.coerce.date() })
        .nullable()
        .default(null),
      /** Whether Klaviyo lets this account send texts. */
      maySend: z.boolean().default(false),
      scopes,
    }),
    secrets: z.object({
      /** Null where we have tokens instead. */
      privateKey: z.string().nullable().default(null),
      tokens: keptTokens.nullable().default(null),
      webhookSecret: z.string().min(16).nullable().default(null),
    }),
  },
  shopify: {
    details: z.object({ shop: shopDomain, scopes }),
    secrets: z.object({
      /** A custom app's token; null where we have tokens that expire instead. */
      accessToken: z.string().nullable().default(null),
      tokens: keptTokens.nullable().default(null),
      clientSecret: z.string(),
    }),
  },
  twilio: {
    details: z.object({ accountSid: z.string(), numbers: z.array(z.string()) }),
    secrets: z.object({ authToken: z.string() }),
  },
} satisfies Record<Vendor, { details: z.ZodObject; secrets: z.ZodObject }>;

export type Kept = typeof kept;

export interface Connection<V extends Vendor> {
  vendor: V;
  /** Which of the account's connections to the vendor. */
  key: string;
  scope: AccountScope;
  hookKey: string;
  details: z.infer<Kept[V]["details"]>;
  secrets: z.infer<Kept[V]["secrets"]>;
}

/** A connection as it is kept first: what is left out begins as the shapes say. */
export type NewConnection<V extends Vendor> = Omit<Connection<V>, "key" | "details" | "secrets"> & {
  details: z.input<Kept[V]["details"]>;
  secrets: z.input<Kept[V]["secrets"]>;
};

/** The key of a connection where an account has one to that vendor at the most. */
export const ONLY = "";

/** Which of an account's connections to a vendor: Klaviyo's are told apart by their Klaviyo accounts' ids. */
export type Key<V extends Vendor> = "klaviyo" extends V ? [key: string] : [key?: string];

/** What a connection is told apart by, from what is known of it. */
export const keyOf = ({ details }: Pick<NewConnection<Vendor>, "details">): string =>
  "klaviyoAccountId" in details ? details.klaviyoAccountId : ONLY;
