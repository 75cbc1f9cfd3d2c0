import { describe, it } from "vitest";
import { ways } from "./carriers/carrier.ts";
import { runFaults } from "./run.ts";

const SLOW_MACHINE_MS = 240_000;

// Side by side: each of them mostly waits until what a killed server had in hand is free again.
describe("while servers are killed and vendors fail", { concurrent: true, timeout: SLOW_MACHINE_MS }, () => {
  it.for(ways)("%s: every text, reply and metric comes once and in order", async (way, { expect }) => {
    const acknowledged = way === "twilio" ? 1000 : 200;
    const report = await runFaults({
      way,
      seed: 7,
      kills: 2,
      killEveryMs: 2500,
      acknowledged,
      conversations: 15,
      sideBySide: 15,
      rounds: 1,
      drain: { withinMs: SLOW_MACHINE_MS - 30_000, awaitQuestions: false },
    });
    const kept = { findings: [], lost: 0, duplicated: 0, out_of_order: 0, integrity: "ok", kills: 2 };
    expect(report).toMatchObject(kept);
    expect(report.snapshots.bad).toBe(0);
    expect(report.acknowledged).toBeGreaterThanOrEqual(acknowledged);
  });
});
