import type { Logger } from "pino";
import type { Database } from "../database/database.ts";
import { carryOutEffect, type Result } from "./carry-out-effect.ts";
import { cleanUp } from "./clean-up.ts";
import { DeliveryFailed, handleDeliveries } from "./handle-deliveries.ts";
import type { Handlers } from "./handlers.ts";
import { LEASE_MS, type LeasedEffect, leaseEffects, renewLeases, takeBackLeases } from "./lease-effects.ts";
import { returnLeases } from "./return-leases.ts";

export interface Worker {
  /** Tells that work was committed: the worker looks at once. */
  wake(): void;
  /** Takes nothing new, finishes what it can in time, and hands the rest back. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  database: Database;
  handlers: Handlers;
  log: Logger;
  /** Effects under way at once. */
  concurrency: number;
  /** How long handled deliveries and finished effects are kept. */
  keepDays: number;
  /** Told of every finished attempt, for the metrics. */
  observe?: (kind: string, result: Result, seconds: number) => void;
}

/** Looks without being woken, for work that became due and for what a crashed process left behind. */
const POLL_MS = 250;
const TAKE_BACK_MS = 2_000;
const CLEAN_UP_MS = 60_000;
const STOP_MS = 8_000;

/** Handles deliveries and carries effects out until it is stopped. */
export function startWorker(options: WorkerOptions): Worker {
  const { database, handlers, log, concurrency, keepDays, observe } = options;
  const { write } = database;
  const underWay = new Map<LeasedEffect, Promise<void>>();
  /** Done out there; only their commit is under way. */
  const closing = new Set<LeasedEffect>();
  // One account may never take all places: another's first effect finds one free at once.
  const perAccount = Math.max(1, Math.floor((concurrency * 3) / 4));
  let stopped = false;
  let looking: Promise<void> | null = null;
  let again = false;

  function countByAccount(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const effect of underWay.keys()) {
      if (!closing.has(effect)) counts.set(effect.accountId, (counts.get(effect.accountId) ?? 0) + 1);
    }
    return counts;
  }

  function start(effect: LeasedEffect): void {
    const started = performance.now();
    // The look for more work shares the commit that closes this one, and may have its place.
    const close = () => {
      closing.add(effect);
      wake();
    };
    const work = carryOutEffect(write, handlers.effects, effect, log, close)
      .then((result) => observe?.(effect.kind, result, (performance.now() - started) / 1000))
      .catch((err) => log.error({ err, effect: effect.id, trace: effect.traceId }, "outcome not recorded"))
      .finally(() => {
        underWay.delete(effect);
        if (!closing.delete(effect)) wake();
      });
    underWay.set(effect, work);
  }

  async function look(): Promise<void> {
    const limit = concurrency - (underWay.size - closing.size);
    const take = (apart: boolean) =>
      write(async (tx) => ({
        handled: await handleDeliveries(tx, handlers.deliveries, log, apart),
        leased: limit > 0 ? await leaseEffects(tx, { limit, perAccount, underWay: countByAccount() }) : [],
      }));
    const { handled, leased } = await take(false).catch((error) => {
      if (error instanceof DeliveryFailed) return take(true);
      throw error;
    });
    for (const effect of leased) start(effect);
    if (handled > 0) again = true;
  }

  function wake(): void {
    if (stopped) return;
    if (looking) {
      again = true;
      return;
    }
    again = false;
    looking = look()
      .catch((err) => log.error({ err }, "the worker could not look for work"))
      .finally(() => {
        looking = null;
        if (again) wake();
      });
  }

  const repeat = (work: () => unknown, everyMs: number) => {
    const timer = setInterval(work, everyMs);
    return () => clearInterval(timer);
  };
  const complain = (err: unknown) => log.error({ err }, "the worker could not keep house");
  const timers = [
    repeat(wake, POLL_MS),
    repeat(() => takeBackLeases(write).catch(complain), TAKE_BACK_MS),
    repeat(() => renewLeases(write, underWay.keys()).catch(complain), LEASE_MS / 3),
    repeat(() => cleanUp(write, keepDays).catch(complain), CLEAN_UP_MS),
  ];
  wake();

  return {
    wake,
    async stop() {
      stopped = true;
      for (const clear of timers) clear();
      await looking;
      const patience = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref());
      await Promise.race([Promise.all(underWay.values()), patience]);
      await returnLeases(write, [...underWay.keys()]);
    },
  };
}
