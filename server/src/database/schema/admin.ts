import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** An admin who signed in with Zendesk. */
export const sessions = sqliteTable(
  "sessions",
  {
    /** SHA-256 of the token that the admin's browser has. */
    tokenHash: text("token_hash").primaryKey(),
    accountId: text("account_id").notNull(),
    zendeskUserId: text("zendesk_user_id").notNull(),
    name: text().notNull(),
    createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
    expiresAt: integer("expires_at", { mode: "timestamp_ms" }).notNull(),
  },
  (table) => [
    index("sessions_account").on(table.accountId, table.zendeskUserId),
    index("sessions_expiry").on(table.expiresAt),
  ],
);

/** A consent page that somebody was sent to, and has not come back from yet. Used once, within minutes. */
export const oauthFlows = sqliteTable(
  "oauth_flows",
  {
    /** SHA-256 of the `state` that comes back. */
    stateHash: text("state_hash").primaryKey(),
    purpose: text({ enum: ["sign_in", "zendesk", "klaviyo", "shopify"] }).notNull(),
    /** The account; null while signing in, which is by subdomain. */
    accountId: text("account_id"),
    subdomain: text().notNull(),
    /** The shop at Shopify. */
    shop: text(),
    /** Who asked, for the audit record. */
    actor: text(),
    /** PKCE's verifier; sealed. */
    verifier: text().notNull(),
    /** The page that opened the window, which alone hears how it ended. */
    opener: text().notNull(),
    expiresAt: integer("expires_at", { mode: "timestamp_ms" }).notNull(),
  },
  (table) => [index("oauth_flows_expiry").on(table.expiresAt)],
);

/** Who changed what: written in the transaction of the change, never changed, and without secrets. */
export const audit = sqliteTable(
  "audit",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    accountId: text("account_id").notNull(),
    at: integer({ mode: "timestamp_ms" }).notNull(),
    /** A Zendesk user's name, or `operator`, or `sidethread` for what we did by ourselves. */
    actor: text().notNull(),
    actorId: text("actor_id"),
    /** `settings.changed`, `klaviyo.connected`, `person.erased`. */
    action: text().notNull(),
    before: text({ mode: "json" }).$type<unknown>(),
    after: text({ mode: "json" }).$type<unknown>(),
  },
  (table) => [index("audit_account").on(table.accountId, table.id)],
);
