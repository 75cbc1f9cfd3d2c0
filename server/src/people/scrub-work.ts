import { and, eq, gt, inArray, lte, max, sql } from "drizzle-orm";
import { WITHDRAW_CONSENT } from "../conversations/inbound/withdraw-consent.ts";
import type { AccountScope } from "../database/account-scope.ts";
import { audit } from "../database/schema/admin.ts";
import { deliveries, effects, failures } from "../database/schema/work.ts";
import type { Transaction } from "../database/transaction.ts";
import { releaseNext } from "../work/outbox.ts";
import type { Traces } from "./find-traces.ts";
import { mentions } from "./mentions.ts";

/** Up to which row each of the records was read. */
export type Read = Record<"deliveries" | "effects" | "audit", number>;

export const NOTHING_READ: Read = { deliveries: 0, effects: 0, audit: 0 };

/** Rows of a record in one transaction: few enough that nobody waits for it. */
const STEP = 1000;
/** In place of what was said, and of the key that had an address in it. */
const ERASED = "erased";

/** What a person's erasure looks for, in which account; `own`: the effect that carries it out. */
export interface Scrub {
  scope: AccountScope;
  traces: Traces;
  own: number;
}

const isTheirs = ({ marks, orderKeys }: Traces, orderKey: string, text: string) =>
  orderKeys.has(orderKey) || mentions(`${orderKey} ${text}`, marks);

/**
 * Takes a person out of the next rows of stored work and of the audit record. What waits for them is cancelled; what
 * was done keeps its id, so that a vendor who tells of it again is recognized. Returns how far it read; null: to the end.
 */
export async function scrubWork(tx: Transaction, scrub: Scrub, from: Read): Promise<Read | null> {
  const [newest] = await tx
    .select({
      deliveries: sql<number>`coalesce((SELECT ${max(deliveries.id)} FROM ${deliveries}), 0)`,
      effects: sql<number>`coalesce((SELECT ${max(effects.id)} FROM ${effects}), 0)`,
      audit: sql<number>`coalesce((SELECT ${max(audit.id)} FROM ${audit}), 0)`,
    })
    .from(sql`(SELECT 1)`);
  if (!newest) return null;
  const upTo = {
    deliveries: Math.min(from.deliveries + STEP, newest.deliveries),
    effects: Math.min(from.effects + STEP, newest.effects),
    audit: Math.min(from.audit + STEP, newest.audit),
  };
  await scrubDeliveries(tx, scrub, from.deliveries, upTo.deliveries);
  await scrubEffects(tx, scrub, from.effects, upTo.effects);
  await scrubAudit(tx, scrub, from.audit, upTo.audit);
  const isDone = (["deliveries", "effects", "audit"] as const).every((name) => upTo[name] === newest[name]);
  return isDone ? null : upTo;
}

async function scrubDeliveries(tx: Transaction, { scope, traces }: Scrub, after: number, to: number) {
  const { id, accountId, orderKey, body } = deliveries;
  const rows = await tx
    .select({ id, orderKey, body })
    .from(deliveries)
    .where(and(gt(id, after), lte(id, to), eq(accountId, scope.accountId)));
  const ids = rows.filter((row) => isTheirs(traces, row.orderKey, row.body)).map((row) => row.id);
  if (ids.length === 0) return;
  await forgetFailures(tx, "delivery", ids);
  await tx
    .update(deliveries)
    .set({
      orderKey: ERASED,
      body: "",
      error: null,
      state: "handled",
      handledAt: sql`coalesce(${deliveries.handledAt}, ${Date.now()})`,
    })
    .where(inArray(id, ids));
}

async function scrubEffects(tx: Transaction, { scope, traces, own }: Scrub, after: number, to: number) {
  const rows = await tx
    .select({ id: effects.id, kind: effects.kind, orderKey: effects.orderKey, payload: effects.payload })
    .from(effects)
    .where(and(gt(effects.id, after), lte(effects.id, to), eq(effects.accountId, scope.accountId)));
  const theirs = rows.filter(
    ({ id, orderKey, payload }) => id !== own && isTheirs(traces, orderKey, JSON.stringify(payload)),
  );
  if (theirs.length === 0) return;
  const ids = theirs.map(({ id }) => id);
  await forgetFailures(tx, "effect", ids);
  await tx
    .update(effects)
    .set({
      orderKey: ERASED,
      uniqueKey: null,
      payload: {},
      error: null,
      // A worker that has it leased finds its token gone, and writes nothing.
      state: sql`CASE ${effects.state} WHEN 'done' THEN 'done' ELSE 'refused' END`,
      leaseUntil: null,
      leaseToken: null,
      finishedAt: sql`coalesce(${effects.finishedAt}, ${Date.now()})`,
    })
    .where(inArray(effects.id, ids));
  for (const orderKey of new Set(theirs.map((one) => one.orderKey)))
    await releaseNext(tx, scope.accountId, orderKey);
}

async function scrubAudit(tx: Transaction, { scope, traces }: Scrub, after: number, to: number) {
  const { id, accountId, before, after: now } = audit;
  const rows = await tx
    .select({ id, before, now })
    .from(audit)
    .where(and(gt(id, after), lte(id, to), eq(accountId, scope.accountId)));
  const ids = rows
    .filter((row) => isTheirs(traces, "", JSON.stringify([row.before, row.now])))
    .map((row) => row.id);
  if (ids.length > 0) await tx.update(audit).set({ before: null, after: null }).where(inArray(id, ids));
}

function forgetFailures(tx: Transaction, subject: "delivery" | "effect", ids: number[]) {
  return tx.delete(failures).where(and(eq(failures.subject, subject), inArray(failures.subjectId, ids)));
}

/** Whether a stop word of theirs has yet to be passed on to Klaviyo: that is not to be cancelled. */
export async function isPassingOn(
  db: Pick<Transaction, "select">,
  { accountId }: AccountScope,
  { marks }: Traces,
): Promise<boolean> {
  const rows = await db
    .select({ payload: effects.payload })
    .from(effects)
    .where(
      and(
        eq(effects.accountId, accountId),
        eq(effects.kind, WITHDRAW_CONSENT),
        inArray(effects.state, ["blocked", "waiting", "leased"]),
      ),
    );
  return rows.some(({ payload }) => mentions(JSON.stringify(payload), marks));
}
