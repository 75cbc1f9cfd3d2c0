import { expect, it } from "vitest";
import { runFaults } from "./run.ts";

const SLOW_MACHINE_MS = 240_000;

it("keeps every text, reply and metric, once and in order, while servers are killed and vendors fail", {
  timeout: SLOW_MACHINE_MS,
}, async () => {
  const report = await runFaults({
    seed: 7,
    kills: 3,
    killEveryMs: 2500,
    acknowledged: 2000,
    conversations: 40,
    sideBySide: 20,
    rounds: 1,
    drainMs: 120_000,
  });
  expect(report).toMatchObject({ findings: [], lost: 0, duplicated: 0, out_of_order: 0, integrity: "ok" });
  expect(report.kills).toBe(3);
  expect(report.acknowledged).toBeGreaterThanOrEqual(2000);
});
