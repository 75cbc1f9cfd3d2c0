import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startServerProcess } from "../kit/server-process.ts";
import { newKey } from "./kit/site.ts";

// Other tests start a bundle of it.
it("the server starts from its sources, and ends its work when it is asked to stop", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-start-"));
  const server = await startServerProcess({
    env: {
      DATABASE_URL: `file:${join(folder, "sidethread.db")}`,
      SECRET_KEYS: newKey("start"),
      OPERATOR_TOKEN: "start-operator-token",
      LOG_LEVEL: "info",
    },
    entry: new URL(import.meta.resolve("@sidethread/server/main")),
  });
  onTestFinished(async () => {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  });
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
  await server.stop();
  expect(server.log.at(-1)).toContain('"msg":"stopped"');
}, 60_000);
