import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { prepared } from "../database/prepared.ts";
import { effects } from "../database/schema/work.ts";
import type { Transaction } from "../database/transaction.ts";
import type { Write } from "../database/writer.ts";
import { LeaseLost } from "./failure.ts";

/** A worker that is alive renews its leases; those of one that is not end after this time. */
export const LEASE_MS = 30_000;

export type LeasedEffect = typeof effects.$inferSelect & { leaseToken: string; firstAttemptAt: number };

interface Share {
  /** How many to lease at the most. */
  limit: number;
  /** How many of one account may be under way at once. */
  perAccount: number;
  /** How many of each account are under way in this process. */
  underWay: ReadonlyMap<string, number>;
}

const { placeholder } = sql;

const lease = prepared((db) =>
  db
    .update(effects)
    .set({
      state: "leased",
      leaseUntil: sql`${placeholder("until")}`,
      leaseToken: sql`${placeholder("token")}`,
      attempts: sql`${effects.attempts} + 1`,
      firstAttemptAt: sql`coalesce(${effects.firstAttemptAt}, ${placeholder("now")})`,
    })
    .where(sql`${effects.id} IN (SELECT value FROM json_each(${placeholder("due")}))`)
    .returning()
    .prepare(),
);

/**
 * Leases effects that are due, in turns: the first of each account, then the second of each, so that no account's
 * flood keeps another waiting.
 */
export async function leaseEffects(tx: Transaction, share: Share): Promise<LeasedEffect[]> {
  const now = Date.now();
  const due = inTurns(await findDue(tx, now, share)).slice(0, share.limit);
  if (due.length === 0) return [];
  const leased = await lease(tx).all({
    due: JSON.stringify(due),
    now,
    until: now + LEASE_MS,
    token: randomUUID(),
  });
  return leased as LeasedEffect[];
}

// Each account is found by one step in the index, however many effects it has waiting.
const listDue = prepared((db) =>
  db
    .select({ account: sql<string>`account.id`, id: sql<number>`due.id` })
    .from(sql`(
      WITH RECURSIVE account(id) AS (
        SELECT min(account_id) FROM effects WHERE state = 'waiting'
        UNION ALL
        SELECT (SELECT min(account_id) FROM effects WHERE state = 'waiting' AND account_id > account.id)
        FROM account WHERE account.id IS NOT NULL
      )
      SELECT id FROM account) AS account
    JOIN effects AS due ON due.id IN (
      SELECT id FROM effects
      WHERE account_id = account.id AND state = 'waiting' AND run_at <= ${placeholder("now")}
      ORDER BY run_at, id LIMIT ${placeholder("each")})`)
    .orderBy(sql`due.run_at, due.id`)
    .prepare(),
);

/** The first due effects of each account that has some, as many as it has room for; the accounts in random order. */
async function findDue(
  tx: Transaction,
  now: number,
  { limit, perAccount, underWay }: Share,
): Promise<number[][]> {
  const rows = await listDue(tx).all({ now, each: Math.min(limit, perAccount) });
  const byAccount = new Map<string, number[]>();
  for (const { account, id } of rows) {
    const queue = byAccount.get(account) ?? [];
    if (queue.length < perAccount - (underWay.get(account) ?? 0)) queue.push(id);
    byAccount.set(account, queue);
  }
  return shuffle([...byAccount.values()]);
}

function shuffle<Item>(items: Item[]): Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function inTurns(queues: number[][]): number[] {
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  return Array.from({ length: longest }, (_, turn) =>
    queues.flatMap((queue) => queue.slice(turn, turn + 1)),
  ).flat();
}

/** Makes effects due again whose worker did not return in time. */
export async function takeBackLeases(write: Write): Promise<number> {
  const { rowsAffected } = await write((tx) =>
    tx
      .update(effects)
      .set({ state: "waiting", leaseUntil: null, leaseToken: null })
      .where(and(eq(effects.state, "leased"), sql`${effects.leaseUntil} <= ${Date.now()}`)),
  );
  return rowsAffected;
}

/** Keeps leases that are still ours from ending. */
export async function renewLeases(write: Write, held: Iterable<LeasedEffect>): Promise<void> {
  const tokens = [...held].map(({ leaseToken }) => leaseToken);
  if (tokens.length === 0) return;
  await write((tx) =>
    tx
      .update(effects)
      .set({ leaseUntil: Date.now() + LEASE_MS })
      .where(inArray(effects.leaseToken, tokens)),
  );
}

const close = prepared((db) =>
  db
    .update(effects)
    .set({
      state: sql`${placeholder("state")}`,
      attempts: sql`${placeholder("attempts")}`,
      error: sql`${placeholder("error")}`,
      runAt: sql`${placeholder("runAt")}`,
      finishedAt: sql`${placeholder("finishedAt")}`,
      leaseUntil: null,
      leaseToken: null,
    })
    .where(and(eq(effects.id, placeholder("id")), eq(effects.leaseToken, placeholder("leaseToken"))))
    .prepare(),
);

type Closed = Pick<LeasedEffect, "state"> &
  Partial<Pick<LeasedEffect, "attempts" | "error" | "runAt" | "finishedAt">>;

/** Writes an effect's new state, if the lease is still ours; throws `LeaseLost` otherwise. */
export async function closeLease(tx: Transaction, effect: LeasedEffect, closed: Closed): Promise<void> {
  const { rowsAffected } = await close(tx).run({ ...effect, ...closed });
  if (rowsAffected !== 1) throw new LeaseLost(`Effect ${effect.id} belongs to another worker by now.`);
}
