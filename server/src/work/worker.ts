import type { Logger } from "pino";
import type { Database } from "../database/database.ts";
import { carryOutEffect, type Result } from "./carry-out-effect.ts";
import { handleNextDelivery } from "./handle-deliveries.ts";
import type { Handlers } from "./handlers.ts";
import { leaseEffects } from "./lease-effects.ts";

export interface Worker {
  /** Tells that work was committed: the worker looks at once. */
  wake(): void;
  /** Takes nothing new and resolves when what is under way is finished. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  database: Database;
  handlers: Handlers;
  log: Logger;
  /** Effects under way at once. */
  concurrency: number;
  /** Told of every finished attempt, for the metrics. */
  observe?: (kind: string, result: Result, seconds: number) => void;
}

/** Looks without being woken, for work that became due and for what a crashed process left behind. */
const POLL_MS = 250;

/** Handles deliveries and carries effects out until it is stopped. */
export function startWorker({ database, handlers, log, concurrency, observe }: WorkerOptions): Worker {
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let looking: Promise<void> | null = null;
  let again = false;

  async function look(): Promise<void> {
    while (!stopped && (await handleNextDelivery(database, handlers.deliveries, log)));
    const free = concurrency - underWay.size;
    if (stopped || free <= 0) return;
    for (const effect of await leaseEffects(database.write, free)) {
      const started = performance.now();
      const work = carryOutEffect(database.write, handlers.effects, effect, log)
        .then((result) => observe?.(effect.kind, result, (performance.now() - started) / 1000))
        .catch((error) => log.error({ err: error, effect: effect.id }, "effect could not be recorded"))
        .finally(() => {
          underWay.delete(work);
          wake();
        });
      underWay.add(work);
    }
  }

  function wake(): void {
    if (stopped) return;
    if (looking) {
      again = true;
      return;
    }
    looking = look()
      .catch((error) => log.error({ err: error }, "the worker could not look for work"))
      .finally(() => {
        looking = null;
        if (again) {
          again = false;
          wake();
        }
      });
  }

  const poll = setInterval(wake, POLL_MS);
  wake();

  return {
    wake,
    async stop() {
      stopped = true;
      clearInterval(poll);
      await looking;
      await Promise.all(underWay);
    },
  };
}
