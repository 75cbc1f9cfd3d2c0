import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { effects } from "../database/schema/work.ts";
import type { Transaction, Write } from "../database/writer.ts";
import { LeaseLost } from "./failure.ts";

/** A worker that is alive renews its leases; those of one that is not end after this time. */
export const LEASE_MS = 30_000;

export type LeasedEffect = typeof effects.$inferSelect & { leaseToken: string; firstAttemptAt: number };

/** How many effects of each account are under way in this process. */
export type UnderWay = ReadonlyMap<string, number>;

interface Share {
  /** How many to lease at the most. */
  limit: number;
  /** How many of one account may be under way at once. */
  perAccount: number;
  underWay: UnderWay;
}

/**
 * Leases effects that are due, in turns: the first of each account, then the second of each, so that no account's
 * flood keeps another waiting. What a crashed worker left behind comes back first.
 */
export function leaseEffects(write: Write, share: Share): Promise<LeasedEffect[]> {
  return write(async (tx) => {
    const now = Date.now();
    await tx
      .update(effects)
      .set({ state: "waiting", leaseUntil: null, leaseToken: null })
      .where(and(eq(effects.state, "leased"), sql`${effects.leaseUntil} <= ${now}`));
    const due = inTurns(await findDue(tx, now, share)).slice(0, share.limit);
    if (due.length === 0) return [];
    const leased = await tx
      .update(effects)
      .set({
        state: "leased",
        leaseUntil: now + LEASE_MS,
        leaseToken: randomUUID(),
        attempts: sql`${effects.attempts} + 1`,
        firstAttemptAt: sql`coalesce(${effects.firstAttemptAt}, ${now})`,
      })
      .where(inArray(effects.id, due))
      .returning();
    return leased as LeasedEffect[];
  });
}

/** The first due effects of each account that has some; accounts by turns of chance when there are many. */
async function findDue(
  tx: Transaction,
  now: number,
  { limit, perAccount, underWay }: Share,
): Promise<number[][]> {
  const accounts = shuffle(await listAccounts(tx)).slice(0, limit);
  const due: number[][] = [];
  for (const accountId of accounts) {
    const room = Math.min(limit, perAccount - (underWay.get(accountId) ?? 0));
    if (room <= 0) continue;
    const rows = await tx.all<{ id: number }>(sql`
      SELECT id FROM effects
      WHERE account_id = ${accountId} AND state = 'waiting' AND run_at <= ${now}
      ORDER BY run_at, id LIMIT ${room}`);
    due.push(rows.map(({ id }) => id));
  }
  return due;
}

/** Accounts that have waiting effects, each found by one step in the index, however many effects it has. */
async function listAccounts(tx: Transaction): Promise<string[]> {
  const rows = await tx.all<{ id: string }>(sql`
    WITH RECURSIVE account(id) AS (
      SELECT min(account_id) FROM effects WHERE state = 'waiting'
      UNION ALL
      SELECT (SELECT min(account_id) FROM effects WHERE state = 'waiting' AND account_id > account.id)
      FROM account WHERE account.id IS NOT NULL
    )
    SELECT id FROM account WHERE id IS NOT NULL`);
  return rows.map(({ id }) => id);
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

/** Writes an effect's new state, if the lease is still ours; throws `LeaseLost` otherwise. */
export async function closeLease(
  tx: Transaction,
  effect: LeasedEffect,
  change: Partial<typeof effects.$inferInsert>,
): Promise<void> {
  const { rowsAffected } = await tx
    .update(effects)
    .set({ ...change, leaseUntil: null, leaseToken: null })
    .where(and(eq(effects.id, effect.id), eq(effects.leaseToken, effect.leaseToken)));
  if (rowsAffected !== 1) throw new LeaseLost(`Effect ${effect.id} belongs to another worker by now.`);
}
