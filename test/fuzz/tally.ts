import type { Answer } from "./burst.ts";
import { type Finding, KINDS, type Kind } from "./finding.ts";
import { type FuzzedVendor, vendors } from "./world.ts";

type Outcome = "stored" | "not_understood" | "not_verified" | "refused";
type Counts = { inputs: number } & Record<Outcome, number>;

export type FuzzReport = { inputs: number; by_vendor: Record<FuzzedVendor, Counts> } & Record<Kind, number>;

const OUTCOMES = new Map<number | null, Outcome>([
  [200, "stored"],
  [401, "not_verified"],
  [422, "not_understood"],
]);

/** `stored`: verified and understood; `refused`: too large, cut off, or no request at all. */
const none = (): Counts => ({ inputs: 0, stored: 0, not_understood: 0, not_verified: 0, refused: 0 });

/** Counts what was sent, and what was found. */
export function createTally() {
  const report = {
    inputs: 0,
    by_vendor: Object.fromEntries(vendors.map((vendor) => [vendor, none()])),
    ...Object.fromEntries(KINDS.map((kind) => [kind, 0])),
  } as FuzzReport;
  return {
    report,
    add(answers: Answer[]): void {
      for (const { input, status } of answers) {
        const counts = report.by_vendor[input.vendor];
        report.inputs += 1;
        counts.inputs += 1;
        counts[OUTCOMES.get(status) ?? "refused"] += 1;
      }
    },
    note({ kind }: Finding): void {
      report[kind] += 1;
    },
    /** How many findings of all kinds. */
    found: () => KINDS.reduce((sum, kind) => sum + report[kind], 0),
  };
}
