import type { Logger } from "pino";
import { grantScope } from "../database/grant-scope.ts";
import type { Write } from "../database/writer.ts";
import { describeError } from "./describe-error.ts";
import { askedToWaitMs, isFinal, LeaseLost, Refused } from "./failure.ts";
import type { Effect, EffectHandler } from "./handlers.ts";
import { closeLease, type LeasedEffect } from "./lease-effects.ts";
import { MAX_ATTEMPTS, waitBeforeRetry } from "./retry.ts";

export type Result = "done" | "refused" | "dead" | "again" | "lost";

/** Carries a leased effect out and records what came of it, under its lease. */
export async function carryOutEffect(
  write: Write,
  handlers: Record<string, EffectHandler>,
  leased: LeasedEffect,
  log: Logger,
): Promise<Result> {
  const handler = handlers[leased.kind];
  const effect: Effect = {
    ...leased,
    scope: grantScope(leased.accountId),
    attempt: leased.attempts,
    firstAttemptAt: new Date(leased.firstAttemptAt),
    lastAttempt: leased.attempts >= MAX_ATTEMPTS,
  };
  try {
    if (!handler) throw new Refused(`Nothing carries out ${leased.kind}.`);
    const record = await handler.carryOut(effect);
    await write(async (tx) => {
      await closeLease(tx, leased, { state: "done", error: null, finishedAt: Date.now() });
      await record?.(tx);
    });
    return "done";
  } catch (error) {
    if (error instanceof LeaseLost) return "lost";
    return recordFailure(write, handler, leased, effect, asError(error), log);
  }
}

async function recordFailure(
  write: Write,
  handler: EffectHandler | undefined,
  leased: LeasedEffect,
  effect: Effect,
  error: Error,
  log: Logger,
): Promise<Result> {
  const refused = error instanceof Refused;
  const final = refused || isFinal(error) || effect.lastAttempt;
  log[final ? "error" : "warn"](
    { err: error, effect: leased.id, kind: leased.kind, attempt: effect.attempt, trace: leased.traceId },
    final ? "effect given up" : "effect failed, will be tried again",
  );
  const wait = waitBeforeRetry(effect.attempt, askedToWaitMs(error));
  try {
    await write(async (tx) => {
      await closeLease(
        tx,
        leased,
        final
          ? { state: refused ? "refused" : "dead", error: describeError(error), finishedAt: Date.now() }
          : { state: "waiting", error: describeError(error), runAt: Date.now() + wait },
      );
      if (final) await handler?.giveUp?.(tx, effect, error);
    });
  } catch (lost) {
    if (lost instanceof LeaseLost) return "lost";
    throw lost;
  }
  return final ? (refused ? "refused" : "dead") : "again";
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
