import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** One row a group commit over the network: where the answer was lost, it tells whether the commit was done. */
export const commits = sqliteTable("commits", {
  token: text().primaryKey(),
  at: integer().notNull(),
});
