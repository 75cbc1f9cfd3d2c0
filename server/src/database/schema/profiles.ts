import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** A person, over all the ids that vendors know them by. */
export const profiles = sqliteTable("profiles", {
  id: text().primaryKey(),
  accountId: text("account_id").notNull(),
  name: text(),
  city: text(),
  country: text(),
  locale: text(),
  timeZone: text("time_zone"),
  /** When each Klaviyo account last told us of this person, their consent included: milliseconds by its id. */
  klaviyoAsOf: text("klaviyo_as_of", { mode: "json" }).$type<Record<string, number>>().notNull().default({}),
  createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
});

export const identities = sqliteTable(
  "identities",
  {
    accountId: text("account_id").notNull(),
    kind: text({ enum: ["phone", "email", "zendesk", "klaviyo", "shopify"] }).notNull(),
    /** Klaviyo's have their Klaviyo account's id before them. */
    value: text().notNull(),
    profileId: text("profile_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.kind, table.value] }),
    index("identities_profile").on(table.accountId, table.profileId),
  ],
);

/** The newest statement about a person's consent, by channel and kind, of each who speaks of it. */
export const consents = sqliteTable(
  "consents",
  {
    accountId: text("account_id").notNull(),
    profileId: text("profile_id").notNull(),
    /** The id of the Klaviyo account that says so; empty: the person did, to a number of ours. */
    voice: text().notNull(),
    channel: text({ enum: ["sms", "email", "whatsapp"] }).notNull(),
    kind: text({ enum: ["marketing", "transactional"] }).notNull(),
    state: text({ enum: ["subscribed", "unsubscribed", "never_subscribed"] }).notNull(),
    source: text({ enum: ["klaviyo", "keyword", "carrier"] }).notNull(),
    /** When the person said so; what is older never replaces it. */
    since: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.profileId, table.voice, table.channel, table.kind] }),
  ],
);

/** What a vendor last said about a person, as the sidebar needs it. */
export const snapshots = sqliteTable(
  "snapshots",
  {
    accountId: text("account_id").notNull(),
    profileId: text("profile_id").notNull(),
    source: text({ enum: ["klaviyo", "shopify"] }).notNull(),
    /** The Klaviyo account's id; empty for a shop. */
    key: text().notNull(),
    /** Null until the first successful read. */
    data: text({ mode: "json" }).$type<unknown>(),
    asOf: integer("as_of", { mode: "timestamp_ms" }),
    failedSince: integer("failed_since", { mode: "timestamp_ms" }),
    /** The last failure; the vendor is left alone for a while after it. */
    failedAt: integer("failed_at", { mode: "timestamp_ms" }),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.profileId, table.source, table.key] })],
);
