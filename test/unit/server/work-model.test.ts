import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@sidethread/server/database/database";
import { grantScope } from "@sidethread/server/database/grant-scope";
import { effects } from "@sidethread/server/database/schema/work";
import { carryOutEffect } from "@sidethread/server/work/carry-out-effect";
import { Refused } from "@sidethread/server/work/failure";
import type { EffectHandler } from "@sidethread/server/work/handlers";
import {
  LEASE_MS,
  type LeasedEffect,
  leaseEffects,
  takeBackLeases,
} from "@sidethread/server/work/lease-effects";
import { enqueue } from "@sidethread/server/work/outbox";
import { MAX_ATTEMPTS } from "@sidethread/server/work/retry";
import fc from "fast-check";
import { pino } from "pino";
import { expect, test, vi } from "vitest";

const log = pino({ level: "silent" });

type End = "done" | "refused" | "final" | "again" | "postponed";
type Step =
  | { do: "ask"; account: number; order: number }
  | { do: "lease"; worker: number; limit: number }
  | { do: "finish"; worker: number; end: End }
  | { do: "crash"; worker: number }
  | { do: "wait"; ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("ask" as const), account: fc.nat(1), order: fc.nat(2) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("lease" as const),
      worker: fc.nat(2),
      limit: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("finish" as const),
      worker: fc.nat(2),
      end: fc.constantFrom<End>("done", "refused", "final", "again", "postponed"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("crash" as const), worker: fc.nat(2) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      ms: fc.constantFrom(1, 1000, LEASE_MS / 2, LEASE_MS + 1),
    }),
  },
);

function endWith(end: End): EffectHandler {
  return {
    async carryOut() {
      if (end === "done") return undefined;
      if (end === "refused") throw new Refused("no");
      throw Object.assign(new Error(end), {
        final: end === "final",
        postponed: end === "postponed",
        retryAfterMs: 500,
      });
    },
  };
}

/** What has to hold of every effect: who may write its outcome now, and that it ends once, in its order's turn. */
interface Known {
  lane: string;
  place: number;
  /** Until when the last lease is worth anything. */
  leasedUntil: number;
  holder: LeasedEffect | null;
  ended: boolean;
}

test("whatever commits, crashes and clocks do: one ending each, in order, and by the holder of the lease alone", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-model-"));
  let runs = 0;
  vi.useFakeTimers({ toFake: ["Date"], now: 1_800_000_000_000 });
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
        runs += 1;
        const database = await openDatabase(`file:${join(folder, `${runs}.db`)}`);
        const { write } = database;
        const known = new Map<number, Known>();
        const held = new Map<number, LeasedEffect[]>();
        const endings = new Map<string, number[]>();
        let asked = 0;

        const lease = async (worker: number, limit: number) => {
          await takeBackLeases(write);
          const leased = await write((tx) =>
            leaseEffects(tx, { limit, perAccount: limit, underWay: new Map() }),
          );
          // Whoever looks takes back the leases that ended, whether it needs their effects or not.
          for (const one of known.values()) if (one.leasedUntil <= Date.now()) one.holder = null;
          for (const effect of leased) {
            const one = known.get(Number(effect.payload));
            expect(one?.ended).toBe(false);
            expect(one?.leasedUntil ?? 0).toBeLessThanOrEqual(Date.now());
            const before = [...known.values()].filter(
              ({ lane, place }) => lane === one?.lane && place < (one?.place ?? 0),
            );
            expect(before.every(({ ended }) => ended)).toBe(true);
            Object.assign(one ?? {}, { holder: effect, leasedUntil: Date.now() + LEASE_MS });
          }
          held.set(worker, [...(held.get(worker) ?? []), ...leased]);
          return leased.length;
        };

        const finish = async (worker: number, end: End) => {
          const [effect, ...rest] = held.get(worker) ?? [];
          if (!effect) return;
          held.set(worker, rest);
          const one = known.get(Number(effect.payload)) as Known;
          const stillOurs =
            one.holder?.leaseToken === effect.leaseToken && one.holder.attempts === effect.attempts;
          const result = await carryOutEffect(write, { test: endWith(end) }, effect, log);
          if (!stillOurs) {
            expect(result).toBe("lost");
            return;
          }
          expect(result).toBe(
            end === "final" ? "dead" : end === "again" && effect.attempts >= MAX_ATTEMPTS ? "dead" : end,
          );
          one.holder = null;
          one.leasedUntil = 0;
          if (result === "again" || result === "postponed") return;
          one.ended = true;
          endings.set(one.lane, [...(endings.get(one.lane) ?? []), one.place]);
        };

        for (const next of steps) {
          if (next.do === "ask") {
            const lane = `${next.account}/${next.order}`;
            const place = asked;
            asked += 1;
            known.set(place, { lane, place, leasedUntil: 0, holder: null, ended: false });
            const scope = grantScope(`account-${next.account}`);
            await write((tx) =>
              enqueue(tx, {
                scope,
                kind: "test",
                orderKey: `order-${next.order}`,
                payload: place,
                traceId: "t",
              }),
            );
          } else if (next.do === "lease") await lease(next.worker, next.limit);
          else if (next.do === "finish") await finish(next.worker, next.end);
          else if (next.do === "crash") held.delete(next.worker);
          else vi.setSystemTime(Date.now() + next.ms);
        }

        held.clear();
        for (let idle = 0; idle < 3; ) {
          vi.setSystemTime(Date.now() + 20 * 60_000);
          idle = (await lease(9, 50)) === 0 ? idle + 1 : 0;
          while ((held.get(9) ?? []).length > 0) await finish(9, "done");
        }
        expect([...known.values()].every(({ ended }) => ended)).toBe(true);
        for (const places of endings.values()) expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(await database.read.$count(effects)).toBe(asked);
        database.close();
      }),
      { numRuns: 40 },
    );
  } finally {
    vi.useRealTimers();
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
