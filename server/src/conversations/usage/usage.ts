import { setImmediate as nextTurn } from "node:timers/promises";
import type { Settings } from "@sidethread/shared/settings";
import { and, asc, count, eq, gte, inArray, lt, ne, sum } from "drizzle-orm";
import { getAccount } from "../../accounts/account-store.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Queryable } from "../../database/database.ts";
import { conversations, messages } from "../../database/schema/conversations.ts";
import { costOf } from "./usage-cost.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Campaigns, flows and Klaviyo's inbox are left out: Klaviyo sends and bills them, whatever our numbers cost. */
const OURS = ["customer", "agent", "automatic"] as const;

/** What went through a number on a day (UTC). */
export interface Usage {
  day: string;
  number: string;
  channel: "sms" | "whatsapp";
  direction: "inbound" | "outbound";
  messages: number;
  /** null on WhatsApp, which has none. */
  segments: number | null;
  /** null where nothing is known of the price of a segment. */
  cost: string | null;
  currency: string | null;
}

/** An account's usage from one day to another, both included. A day is read at a time, so that nobody waits for it. */
export async function readUsage(
  db: Queryable,
  scope: AccountScope,
  { from, to }: { from: string; to: string },
): Promise<Usage[]> {
  const { settings } = await getAccount(db, scope);
  const usage: Usage[] = [];
  for (let start = Date.parse(from); start <= Date.parse(to); start += DAY_MS) {
    usage.push(...(await readDay(db, scope, start, settings.prices)));
    await nextTurn();
  }
  return usage;
}

/** A failed text counts: carriers bill what they tried. */
async function readDay(
  db: Queryable,
  { accountId }: AccountScope,
  start: number,
  prices: Settings["prices"],
): Promise<Usage[]> {
  const { ours: number, channel } = conversations;
  const { direction } = messages;
  const rows = await db
    .select({
      number,
      channel,
      direction,
      messages: count(),
      segments: sum(messages.segments).mapWith(Number),
    })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .where(
      and(
        eq(messages.accountId, accountId),
        gte(messages.at, new Date(start)),
        lt(messages.at, new Date(start + DAY_MS)),
        inArray(messages.origin, OURS),
        ne(messages.state, "not_sent"),
      ),
    )
    .groupBy(number, channel, direction)
    .orderBy(asc(number), asc(channel), asc(direction));
  const day = new Date(start).toISOString().slice(0, 10);
  return rows.map((row) =>
    row.channel === "whatsapp"
      ? { day, ...row, segments: null, cost: null, currency: null }
      : { day, ...row, ...costOf(row.segments, row.direction, prices[row.number]) },
  );
}
