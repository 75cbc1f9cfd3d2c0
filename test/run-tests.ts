import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findChromium } from "./kit/chromium.ts";
import type { Totals } from "./kit/totals-reporter.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const VITEST = join(HERE, "node_modules", "vitest", "vitest.mjs");
const SPECS = join(HERE, "..", "..", "shared", "specs");

/** Runs vitest in this folder. When it breaks before it could count its tests, that is one failure. */
function runVitest(args: string[]): Promise<{ exitCode: number; totals: Totals }> {
  const reporters = ["--reporter=default", `--reporter=${join(HERE, "kit", "totals-reporter.ts")}`];
  const vitest = spawn(process.execPath, [VITEST, "run", "--root", HERE, ...reporters, ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  let totals: Totals = { passed: 0, failed: 0, skipped: 0 };
  vitest.on("message", (told: Totals) => {
    totals = told;
  });
  return new Promise((resolve) =>
    vitest.once("close", (code) => {
      const exitCode = code ?? 1;
      const failed = exitCode === 0 ? totals.failed : Math.max(totals.failed, 1);
      resolve({ exitCode, totals: { ...totals, failed } });
    }),
  );
}

const chromium = await findChromium();
if (!chromium) console.log("Skipped: journeys. There is no Chromium; set CHROME_PATH to one.");
if (!existsSync(SPECS)) console.log("Skipped: vendors' descriptions. There is no ../shared/specs.");

const args = process.argv.slice(2);
const { exitCode, totals } = await runVitest(chromium ? args : ["--project=!journeys", ...args]);
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = exitCode;
