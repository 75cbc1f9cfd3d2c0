import type { Vendor } from "@sidethread/shared/sidebar";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** One Zendesk account that installed the app. */
export const accounts = sqliteTable("accounts", {
  id: text().primaryKey(),
  subdomain: text().notNull().unique(),
  name: text().notNull(),
  settings: text({ mode: "json" }).$type<unknown>().notNull(),
  /** Signs the sidebar's tokens; sealed. */
  sidebarSecret: text("sidebar_secret").notNull(),
  /** What we made in Zendesk by one click: ids of the view and the automation. */
  made: text({ mode: "json" }).$type<{ viewId?: string; automationId?: string }>().notNull().default({}),
  createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
  /** When the app was removed; everything is erased 30 days later. */
  uninstalledAt: integer("uninstalled_at", { mode: "timestamp_ms" }),
});

/** A vendor that an account is connected to; of Klaviyo there may be several, for several brands. */
export const connections = sqliteTable(
  "connections",
  {
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    vendor: text().$type<Vendor>().notNull(),
    /** The Klaviyo account's id; empty where an account has one connection to a vendor at the most. */
    key: text().notNull(),
    /** Whether it is for the brands that are given no connection of their own. */
    isMain: integer("is_main", { mode: "boolean" }).notNull(),
    /** Names the connection in webhook addresses: unguessable, and says nothing of the account. */
    hookKey: text("hook_key").notNull().unique(),
    /** What is no secret: e-mail, shop domain, account SID, numbers. */
    details: text({ mode: "json" }).$type<unknown>().notNull(),
    /** JSON of the vendor's secrets; sealed. */
    secrets: text().notNull(),
    lastEventAt: integer("last_event_at", { mode: "timestamp_ms" }),
    /** What is wrong with it: JSON of what an admin is told; null: nothing. */
    problem: text(),
    createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.vendor, table.key] })],
);
