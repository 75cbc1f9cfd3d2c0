import { and, eq, inArray } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { deliveries, effects, failures } from "../database/schema/work.ts";
import type { Transaction } from "../database/transaction.ts";
import { stateInOrder } from "./outbox.ts";

type Subject = "delivery" | "effect";

/** Work that was set aside: why, what it was, and what was tried. */
export interface DeadLetter {
  /** `delivery-12` or `effect-34`. */
  id: string;
  /** A delivery's source or an effect's kind. */
  kind: string;
  reason: string | null;
  payload: unknown;
  traceId: string;
  attempts: number;
  createdAt: string;
  history: { attempt: number; at: string; error: string }[];
}

const LISTED = 100;

const failedDeliveries = ({ accountId }: AccountScope) =>
  and(eq(deliveries.accountId, accountId), eq(deliveries.state, "failed"));
const deadEffects = ({ accountId }: AccountScope) =>
  and(eq(effects.accountId, accountId), eq(effects.state, "dead"));

/** An account's dead letters, newest first, 100 at the most; of one kind when it is named. */
export async function listDeadLetters(
  db: Queryable,
  scope: AccountScope,
  kind?: string,
): Promise<DeadLetter[]> {
  const failed = await db
    .select()
    .from(deliveries)
    .where(and(failedDeliveries(scope), kind === undefined ? undefined : eq(deliveries.source, kind)))
    .limit(LISTED);
  const dead = await db
    .select()
    .from(effects)
    .where(and(deadEffects(scope), kind === undefined ? undefined : eq(effects.kind, kind)))
    .limit(LISTED);
  const letters = [
    ...failed.map((row) => ({
      ...row,
      kind: row.source,
      payload: row.body,
      createdAt: row.receivedAt,
      subject: "delivery" as const,
    })),
    ...dead.map((row) => ({ ...row, subject: "effect" as const })),
  ]
    .sort((a, b) => b.createdAt - a.createdAt)
    .slice(0, LISTED);
  const history = {
    delivery: await readHistory(db, "delivery", letters),
    effect: await readHistory(db, "effect", letters),
  };
  return letters.map(({ id, subject, kind: named, error, payload, traceId, attempts, createdAt }) => ({
    id: `${subject}-${id}`,
    kind: named,
    reason: error,
    payload,
    traceId,
    attempts,
    createdAt: new Date(createdAt).toISOString(),
    history: history[subject].get(id) ?? [],
  }));
}

async function readHistory(db: Queryable, subject: Subject, letters: { id: number; subject: Subject }[]) {
  const ids = letters.filter((letter) => letter.subject === subject).map(({ id }) => id);
  const bySubject = new Map<number, DeadLetter["history"]>();
  if (ids.length === 0) return bySubject;
  const rows = await db
    .select()
    .from(failures)
    .where(and(eq(failures.subject, subject), inArray(failures.subjectId, ids)))
    .orderBy(failures.id);
  for (const { subjectId, attempt, at, error } of rows) {
    const known = bySubject.get(subjectId) ?? [];
    known.push({ attempt, at: new Date(at).toISOString(), error });
    bySubject.set(subjectId, known);
  }
  return bySubject;
}

/** One letter by its id, or all of a kind. */
export type Chosen = { id: string } | { kind: string };

/**
 * Has dead letters tried again; returns how many there were. An effect goes on as one that was attempted before, so
 * that it is looked up before it is repeated.
 */
export async function replayDeadLetters(
  tx: Transaction,
  scope: AccountScope,
  chosen: Chosen,
): Promise<number> {
  const which = conditions(scope, chosen);
  const runAt = Date.now();
  const { rowsAffected: replayed } = await tx
    .update(deliveries)
    .set({ state: "waiting", attempts: 0, error: null, runAt })
    .where(which.deliveries);
  const dead = await tx.select().from(effects).where(which.effects).orderBy(effects.id);
  for (const { id, orderKey } of dead) {
    await tx
      .update(effects)
      .set({
        state: stateInOrder(scope.accountId, orderKey),
        attempts: 1,
        runAt,
        finishedAt: null,
        uniqueKey: null,
      })
      .where(eq(effects.id, id));
  }
  return replayed + dead.length;
}

/** Gives dead letters up; returns how many there were. */
export async function discardDeadLetters(
  tx: Transaction,
  scope: AccountScope,
  chosen: Chosen,
): Promise<number> {
  const now = Date.now();
  const which = conditions(scope, chosen);
  const { rowsAffected: handled } = await tx
    .update(deliveries)
    .set({ state: "handled", handledAt: now })
    .where(which.deliveries);
  const { rowsAffected: refused } = await tx
    .update(effects)
    .set({ state: "refused", finishedAt: now })
    .where(which.effects);
  return handled + refused;
}

function conditions(scope: AccountScope, chosen: Chosen) {
  if ("kind" in chosen) {
    return {
      deliveries: and(failedDeliveries(scope), eq(deliveries.source, chosen.kind)),
      effects: and(deadEffects(scope), eq(effects.kind, chosen.kind)),
    };
  }
  const [subject, number] = chosen.id.split("-");
  const id = Number(number);
  return {
    deliveries: and(failedDeliveries(scope), eq(deliveries.id, subject === "delivery" ? id : -1)),
    effects: and(deadEffects(scope), eq(effects.id, subject === "effect" ? id : -1)),
  };
}
