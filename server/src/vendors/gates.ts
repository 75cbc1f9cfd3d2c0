import type { Vendor } from "@sidethread/shared/sidebar";
import { type Answered, type BreakerState, createGate, type Gate } from "./gate.ts";

/** One gate for each connection of each account, as long as the process lives. */
export interface Gates {
  of(accountId: string, vendor: Vendor, key?: string): Gate;
  /** The gates of an account that a request ever went through; of several Klaviyo accounts each has its own. */
  list(accountId: string): { vendor: Vendor; key: string; gate: Gate }[];
  /** How many gates of each vendor have their breaker in each state. */
  countBreakers(): { vendor: Vendor; state: BreakerState; count: number }[];
}

export type Observe = (vendor: Vendor, answered: Answered, accountId: string) => void;

/** `observe` is told of every answer, and of every wait for one that never came. */
export function createGates(observe: Observe): Gates {
  const gates = new Map<string, { accountId: string; vendor: Vendor; key: string; gate: Gate }>();
  return {
    list: (accountId) => [...gates.values()].filter((one) => one.accountId === accountId),
    of(accountId, vendor, key = "") {
      const whose = `${vendor}:${accountId}:${key}`;
      const known = gates.get(whose);
      if (known) return known.gate;
      const inner = createGate();
      const gate: Gate = {
        ...inner,
        learn(limit, answered) {
          observe(vendor, answered, accountId);
          inner.learn(limit, answered);
        },
      };
      gates.set(whose, { accountId, vendor, key, gate });
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
