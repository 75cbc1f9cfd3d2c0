import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@sidethread/server/database/database";
import { moveLog } from "@sidethread/server/database/move-log";
import { effects } from "@sidethread/server/database/schema/work";
import { createLog } from "@sidethread/server/log";
import { eq } from "drizzle-orm";
import { expect, it, onTestFinished } from "vitest";
import { eventually } from "../../kit/wait.ts";

const ROW = {
  accountId: "a",
  kind: "k",
  orderKey: "o",
  payload: { text: "x".repeat(50_000) },
  traceId: "t",
  state: "done" as const,
  runAt: 0,
  createdAt: 0,
};

it("moves the log to the file beside the writer, and lets it begin anew", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-log-"));
  const path = join(folder, "test.db");
  const database = await openDatabase(`file:${path}`);
  if (!database.lock) throw new Error("A file has a lock.");
  const stop = moveLog(`file:${path}`, database.lock, createLog("silent"));
  onTestFinished(async () => {
    await stop();
    database.close();
    await rm(folder, { recursive: true, force: true });
  });
  const fill = () => database.write((tx) => tx.insert(effects).values(Array.from({ length: 40 }, () => ROW)));
  const touch = () =>
    database.write((tx) => tx.insert(effects).values({ ...ROW, kind: "small", payload: {} }));
  const size = async (file: string) => (await stat(file)).size;
  /** Another one each time the log begins anew, which is at the first write after all of it was moved. */
  const salt = async () => (await readFile(`${path}-wal`)).readUInt32BE(16);

  for (let round = 1; round <= 3; round += 1) {
    await fill();
    const begun = await salt();
    // The rows are in the file long before SQLite would put them there.
    await eventually(async () => (await size(path)) > round * 40 * 50_000);
    await eventually(async () => {
      await touch();
      return (await salt()) !== begun;
    });
  }
  expect(await size(`${path}-wal`)).toBeLessThan(2 * 40 * 50_000);
  expect(await database.read.$count(effects, eq(effects.kind, ROW.kind))).toBe(120);
});
