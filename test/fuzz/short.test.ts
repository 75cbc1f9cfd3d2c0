import { expect, it } from "vitest";
import { fuzz } from "./run.ts";

const SLOW_MACHINE_MS = 60_000;

it("webhooks of every vendor, broken in every way, bring nothing down and leave no junk", {
  timeout: SLOW_MACHINE_MS,
}, async () => {
  const told: string[] = [];
  const report = await fuzz({ runs: 2_000, seed: 7, tell: (line) => told.push(line) });
  expect(told.join("\n")).toBe("");
  for (const { stored, not_understood, not_verified } of Object.values(report.by_vendor)) {
    expect(Math.min(stored, not_understood, not_verified)).toBeGreaterThan(10);
  }
});
