import type { Reporter, TestModule } from "vitest/node";

/** How many tests passed, failed and were skipped. */
export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/** Tells the process that started vitest how many tests there were. Whatever breaks outside of a test counts as one. */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const totals: Totals = {
      passed: count("passed"),
      failed: count("failed") + broken + unhandled.length,
      skipped: count("skipped"),
    };
    process.send?.(totals);
  }
}
