import { z } from "zod";
import { settings } from "./settings.ts";
import { vendor } from "./sidebar.ts";
import { saying } from "./told.ts";

const instant = z.iso.datetime();

/** What a window that an admin signed in with hands back to the page that opened it. */
export const signedIn = z.object({
  /** Goes with every admin request as `x-sidethread-session`. */
  token: z.string(),
  name: z.string(),
  expiresAt: instant,
});
export type SignedIn = z.infer<typeof signedIn>;

/** How a window on a vendor's consent page ended, as it tells its opener. */
export const flowResult = z.discriminatedUnion("outcome", [
  z.object({ source: z.literal("sidethread"), outcome: z.literal("signed_in"), session: signedIn }),
  /** Nothing is connected yet: the opener hands `answer` back in its admin's name, who alone can have asked for it. */
  z.object({
    source: z.literal("sidethread"),
    outcome: z.literal("agreed"),
    vendor,
    answer: z.record(z.string(), z.string()),
  }),
  /** `message`: what happened, and what to do. */
  z.object({
    source: z.literal("sidethread"),
    outcome: z.literal("failed"),
    message: z.string(),
    saying: saying.optional(),
  }),
]);
export type FlowResult = z.infer<typeof flowResult>;

export const adminConnection = z.object({
  vendor,
  /** Tells connections to several Klaviyo accounts apart; empty where there can be no second. */
  key: z.string(),
  /** Whether it is for the brands that have none of their own. */
  isMain: z.boolean(),
  /** `needs_attention`: the vendor refuses our access, or lets us do less than we need. */
  state: z.enum(["not_connected", "connected", "needs_attention"]),
  /** What it is connected to: a shop's domain, an account's id, an admin's e-mail. */
  label: z.string().nullable(),
  /** Ways to connect that this server offers. */
  ways: z.array(z.enum(["oauth", "key"])),
  by: z.enum(["oauth", "key"]).nullable(),
  scopes: z.array(z.string()),
  lastEventAt: instant.nullable(),
  /** What is wrong, and what to do; the same in any language. */
  error: z.string().nullable(),
  saying: saying.nullable(),
  /** Until when it works: Zendesk's API tokens end. */
  endsAt: instant.nullable(),
});
export type AdminConnection = z.infer<typeof adminConnection>;

const choice = z.object({ id: z.string(), name: z.string() });

/** What the admin's page shows and changes. */
export const adminState = z.object({
  account: z.object({ subdomain: z.string(), name: z.string() }),
  admin: z.object({ name: z.string() }),
  connections: z.array(adminConnection),
  settings,
  /** What may be chosen from; read from Zendesk and the carriers, empty until they are connected. */
  brands: z.array(choice),
  groups: z.array(choice),
  numbers: z.array(
    z.object({
      number: z.string(),
      carrier: z.enum(["twilio", "klaviyo"]),
      channel: z.enum(["sms", "whatsapp"]),
    }),
  ),
  /** Whether a text went all the way: on a ticket, answered, and the answer arrived. */
  tested: z.boolean(),
  /** What we made in Zendesk by one click; null: not made, or removed. */
  made: z.object({
    view: z.object({ id: z.string(), url: z.url() }).nullable(),
    automation: z.object({ id: z.string(), url: z.url(), hours: z.int() }).nullable(),
  }),
});
export type AdminState = z.infer<typeof adminState>;

/** One thing that stands between the admin and a calm day. */
export const adminHealth = z.object({
  connections: z.array(adminConnection),
  work: z.object({ waiting: z.int(), failed: z.int(), oldestSeconds: z.number().nullable() }),
  limits: z.array(
    z.object({
      vendor,
      /** Which of its connections. */
      key: z.string(),
      remaining: z.int().nullable(),
      of: z.int().nullable(),
      resetsInSeconds: z.number().nullable(),
    }),
  ),
  breakers: z.array(z.object({ vendor, key: z.string(), state: z.enum(["closed", "half_open", "open"]) })),
  deadLetters: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      reason: z.string().nullable(),
      attempts: z.int(),
      createdAt: instant,
    }),
  ),
  /** The last 100, newest first. */
  deliveries: z.array(
    z.object({
      id: z.string(),
      source: z.string(),
      state: z.enum(["waiting", "handled", "failed"]),
      receivedAt: instant,
      handledAt: instant.nullable(),
      error: z.string().nullable(),
      traceId: z.string(),
      /** What followed from it. */
      effects: z.array(
        z.object({
          kind: z.string(),
          state: z.enum(["blocked", "waiting", "leased", "done", "refused", "dead"]),
          attempts: z.int(),
          error: z.string().nullable(),
        }),
      ),
    }),
  ),
});
export type AdminHealth = z.infer<typeof adminHealth>;

export const auditEntry = z.object({
  id: z.string(),
  at: instant,
  actor: z.string(),
  action: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** A test text on its way, step by step; the page asks again until it ended. */
export const testText = z.object({
  id: z.string(),
  steps: z.array(
    z.object({
      step: z.enum(["received", "consent", "keyword", "ticket", "reply", "delivery"]),
      state: z.enum(["waiting", "done", "failed", "skipped"]),
      at: instant.nullable(),
      /** What happened; where it stops, what to do; the same in any language. */
      detail: z.string().nullable(),
      saying: saying.nullable(),
    }),
  ),
  ended: z.boolean(),
});
export type TestText = z.infer<typeof testText>;
