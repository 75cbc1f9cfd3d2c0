import { defineConfig } from "vitest/config";

/** `node`: all that is not a journey. `journeys`: the product in Chromium, loaded once for all files of a worker. */
export default defineConfig({
  test: {
    globalSetup: "./kit/build-app.ts",
    pool: "forks",
    maxWorkers: 2,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["**/*.test.{ts,tsx}"],
          exclude: ["**/node_modules/**", "journeys/**", "sandbox/**"],
          testTimeout: 15_000,
        },
      },
      {
        extends: true,
        test: {
          name: "journeys",
          include: ["journeys/**/*.test.ts"],
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
