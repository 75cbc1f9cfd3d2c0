import type { Overview } from "@sidethread/shared/overview";
import type { Vendor } from "@sidethread/shared/sidebar";

/** Something that only a person can mend. */
export type Need =
  | { kind: "disconnected"; vendor: Vendor }
  | { kind: "failed"; count: number }
  | { kind: "behind"; seconds: number };

/** Work waits for a while in ordinary times too. */
const BEHIND_AFTER = 5 * 60;

/** All that needs a person, the gravest first; nothing when all is well. */
export function needsOf({ connections, work }: Overview): Need[] {
  const needs: Need[] = [];
  if (work.failed > 0) needs.push({ kind: "failed", count: work.failed });
  for (const { vendor, connected } of connections) {
    if (!connected) needs.push({ kind: "disconnected", vendor });
  }
  if (work.oldestSeconds !== null && work.oldestSeconds > BEHIND_AFTER) {
    needs.push({ kind: "behind", seconds: work.oldestSeconds });
  }
  return needs;
}
