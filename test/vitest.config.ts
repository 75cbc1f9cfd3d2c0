import { defineConfig } from "vitest/config";
import { LongestFirst } from "./kit/longest-first.ts";

/**
 * `node`: all that is not a journey. `journeys`: the product in Chromium. A worker loads the product once for all its
 * files; each test has its own system all the same.
 */
export default defineConfig({
  test: {
    globalSetup: ["./kit/own-temporary-folder.ts", "./kit/build-app.ts"],
    pool: "forks",
    isolate: false,
    maxWorkers: 3,
    // Room for what a request leaves behind: less time goes into collecting it.
    execArgv: ["--max-semi-space-size=64"],
    sequence: { sequencer: LongestFirst },
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["**/*.test.{ts,tsx}"],
          exclude: ["**/node_modules/**", "journeys/**", "sandbox/**"],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "journeys",
          include: ["journeys/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
