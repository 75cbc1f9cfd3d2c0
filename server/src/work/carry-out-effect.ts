import type { Logger } from "pino";
import { grantScope } from "../database/grant-scope.ts";
import type { Write } from "../database/writer.ts";
import { describeError } from "./describe-error.ts";
import { askedToWaitMs, isFinal, isPostponed, LeaseLost, Refused } from "./failure.ts";
import { logFailure } from "./failure-log.ts";
import type { Effect, EffectHandler } from "./handlers.ts";
import { closeLease, type LeasedEffect } from "./lease-effects.ts";
import { releaseNext } from "./outbox.ts";
import { MAX_ATTEMPTS, waitBeforeRetry } from "./retry.ts";

/** What came of an attempt. `lost`: another worker has the effect by now. */
export type Result = "done" | "refused" | "dead" | "again" | "postponed" | "lost";

/**
 * Carries a leased effect out and records what came of it, under its lease. Calls `closing` once that is about to be
 * written: what is asked of the writer then shares its commit.
 */
export async function carryOutEffect(
  write: Write,
  handlers: Record<string, EffectHandler>,
  leased: LeasedEffect,
  log: Logger,
  closing: () => void = () => {},
): Promise<Result> {
  const handler = handlers[leased.kind];
  const effect: Effect = {
    ...leased,
    scope: grantScope(leased.accountId),
    attempt: leased.attempts,
    firstAttemptAt: new Date(leased.firstAttemptAt),
    lastAttempt: leased.attempts >= MAX_ATTEMPTS,
  };
  const about = { effect: leased.id, kind: leased.kind, attempt: effect.attempt, trace: leased.traceId };
  try {
    if (!handler) throw new Refused(`Nothing carries out ${leased.kind}.`);
    const record = await handler.carryOut(effect);
    const closed = write(async (tx) => {
      await closeLease(tx, leased, { state: "done", error: null, finishedAt: Date.now() });
      await record?.(tx);
      await releaseNext(tx, leased.accountId, leased.orderKey);
    });
    closing();
    await closed;
    log.info(about, "effect done");
    return "done";
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    if (error instanceof LeaseLost) return "lost";
    try {
      const result = isPostponed(error)
        ? await postpone(write, leased, error)
        : await recordFailure(write, handler, leased, effect, error);
      const given = result === "refused" || result === "dead";
      log[given ? "error" : "warn"](
        { ...about, err: error },
        given ? "effect given up" : "effect not done yet",
      );
      return result;
    } catch (lost) {
      if (lost instanceof LeaseLost) return "lost";
      throw lost;
    }
  }
}

async function postpone(write: Write, leased: LeasedEffect, error: Error): Promise<Result> {
  const runAt = Date.now() + (askedToWaitMs(error) ?? 1000);
  const attempts = leased.attempts - 1;
  await write((tx) =>
    closeLease(tx, leased, { state: "waiting", attempts, error: describeError(error), runAt }),
  );
  return "postponed";
}

async function recordFailure(
  write: Write,
  handler: EffectHandler | undefined,
  leased: LeasedEffect,
  effect: Effect,
  error: Error,
): Promise<Result> {
  const said = describeError(error);
  const result =
    error instanceof Refused ? "refused" : isFinal(error) || effect.lastAttempt ? "dead" : "again";
  await write(async (tx) => {
    await logFailure(tx, { subject: "effect", subjectId: leased.id, attempt: effect.attempt, error: said });
    if (result === "again") {
      const runAt = Date.now() + waitBeforeRetry(effect.attempt, askedToWaitMs(error));
      await closeLease(tx, leased, { state: "waiting", error: said, runAt });
      return;
    }
    await closeLease(tx, leased, { state: result, error: said, finishedAt: Date.now() });
    await handler?.giveUp?.(tx, effect, error);
    await releaseNext(tx, leased.accountId, leased.orderKey);
  });
  return result;
}
