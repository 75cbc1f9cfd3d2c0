import { and, eq, inArray, lte, sql } from "drizzle-orm";
import type { Logger } from "pino";
import type { Database } from "../database/database.ts";
import { accounts, connections } from "../database/schema/accounts.ts";
import { audit, oauthFlows, sessions } from "../database/schema/admin.ts";
import { conversations, messages } from "../database/schema/conversations.ts";
import { events } from "../database/schema/events.ts";
import { links } from "../database/schema/links.ts";
import { orders } from "../database/schema/orders.ts";
import { sharedPictures } from "../database/schema/pictures.ts";
import { consents, identities, profiles, snapshots } from "../database/schema/profiles.ts";
import { tickets } from "../database/schema/tickets.ts";
import { watermarks } from "../database/schema/watermarks.ts";
import { deliveries, effects, failures } from "../database/schema/work.ts";
import type { Transaction } from "../database/transaction.ts";
import { KEPT_DAYS } from "./uninstall.ts";

/** Rows a transaction: small enough that nobody waits for it. */
const STEP = 500;
const DAY_MS = 24 * 60 * 60_000;

/** Everything that belongs to an account; the account itself goes last. */
const TABLES = [
  ...[sessions, oauthFlows, connections, links, sharedPictures, messages, conversations, tickets, orders],
  ...[events, snapshots, consents, identities, profiles, watermarks, audit],
];

const WORK = [
  { table: deliveries, subject: "delivery" },
  { table: effects, subject: "effect" },
] as const;

const isOver = () => lte(accounts.uninstalledAt, new Date(Date.now() - KEPT_DAYS * DAY_MS));

/** Erases the accounts that were uninstalled 30 days ago, in small steps; one that came back meanwhile is left alone. */
export async function eraseUninstalled({ read, write }: Database, log: Logger): Promise<void> {
  for (const { id } of await read.select({ id: accounts.id }).from(accounts).where(isOver())) {
    while (await write((tx) => eraseSome(tx, id)));
    log.info({ account: id }, "uninstalled account erased");
  }
}

/** Erases the next of what is left of an account; false when there is nothing more to do. */
async function eraseSome(tx: Transaction, accountId: string): Promise<boolean> {
  const [account] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.id, accountId), isOver()));
  if (!account) return false;
  for (const { table, subject } of WORK) {
    const rows = await tx
      .select({ id: table.id })
      .from(table)
      .where(eq(table.accountId, accountId))
      .limit(STEP);
    if (rows.length === 0) continue;
    const ids = rows.map((row) => row.id);
    await tx.delete(failures).where(and(eq(failures.subject, subject), inArray(failures.subjectId, ids)));
    await tx.delete(table).where(inArray(table.id, ids));
    return true;
  }
  for (const table of TABLES) {
    const { rowsAffected } = await tx.run(sql`
      DELETE FROM ${table} WHERE rowid IN (
        SELECT rowid FROM ${table} WHERE ${table.accountId} = ${accountId} LIMIT ${STEP})`);
    if (rowsAffected > 0) return true;
  }
  await tx.delete(accounts).where(eq(accounts.id, accountId));
  return false;
}
