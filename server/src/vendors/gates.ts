import type { Vendor } from "@sidethread/shared/sidebar";
import { type Answered, type BreakerState, createGate, type Gate } from "./gate.ts";

/** One gate for each vendor of each account, as long as the process lives. */
export interface Gates {
  of(accountId: string, vendor: Vendor): Gate;
  /** The gate of an account's vendor, where a request ever went through it. */
  find(accountId: string, vendor: Vendor): Gate | null;
  /** How many gates of each vendor have their breaker in each state. */
  countBreakers(): { vendor: Vendor; state: BreakerState; count: number }[];
}

export type Observe = (vendor: Vendor, answered: Answered, accountId: string) => void;

/** `observe` is told of every answer, and of every wait for one that never came. */
export function createGates(observe: Observe): Gates {
  const gates = new Map<string, { vendor: Vendor; gate: Gate }>();
  const keyOf = (accountId: string, vendor: Vendor) => `${vendor}:${accountId}`;
  return {
    find: (accountId, vendor) => gates.get(keyOf(accountId, vendor))?.gate ?? null,
    of(accountId, vendor) {
      const key = keyOf(accountId, vendor);
      const known = gates.get(key);
      if (known) return known.gate;
      const inner = createGate();
      const gate: Gate = {
        ...inner,
        learn(limit, answered) {
          observe(vendor, answered, accountId);
          inner.learn(limit, answered);
        },
      };
      gates.set(key, { vendor, gate });
      return gate;
    },
    countBreakers() {
      const counts = new Map<string, { vendor: Vendor; state: BreakerState; count: number }>();
      for (const { vendor, gate } of gates.values()) {
        const state = gate.breaker();
        const key = `${vendor}:${state}`;
        counts.set(key, { vendor, state, count: (counts.get(key)?.count ?? 0) + 1 });
      }
      return [...counts.values()];
    },
  };
}
