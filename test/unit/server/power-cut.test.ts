import fs from "node:fs";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@sidethread/server/database/database";
import { createFileClient } from "@sidethread/server/database/file-client";
import { effects } from "@sidethread/server/database/schema/work";
import { expect, it, onTestFinished, vi } from "vitest";

const WRITERS = 8;
const WRITES_EACH = 12;

/** What a cut leaves: the files as they were when the last sync that has ended began, and what had resolved by then. */
interface Disk {
  files: string;
  resolved: string[];
}

it("a power cut at any sync leaves every write that had resolved, and a sound file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-cut-"));
  const path = join(folder, "live.db");
  const database = await openDatabase(`file:${path}`);
  const { fdatasync } = fs;
  const resolved: string[] = [];
  const disks: Disk[] = [];
  let syncs = 0;
  const spy = vi.spyOn(fs, "fdatasync").mockImplementation(((file: number, done: fs.NoParamCallback) => {
    syncs += 1;
    const files = join(folder, `cut-${syncs}.db`);
    fs.copyFileSync(path, files);
    fs.copyFileSync(`${path}-wal`, `${files}-wal`);
    fdatasync(file, (error) => {
      done(error);
      // Whoever waited for this sync goes on first, and may say it is done: the cut comes right after.
      setImmediate(() => disks.push({ files, resolved: [...resolved] }));
    });
  }) as typeof fs.fdatasync);
  onTestFinished(async () => {
    spy.mockRestore();
    database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const write = (kind: string) =>
    database.write((tx) =>
      tx.insert(effects).values({
        accountId: "a",
        kind,
        orderKey: kind,
        payload: {},
        traceId: "t",
        state: "waiting",
        runAt: 0,
        createdAt: 0,
      }),
    );
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let nth = 0; nth < WRITES_EACH; nth += 1) {
        await write(`${writer}-${nth}`);
        resolved.push(`${writer}-${nth}`);
        if (nth % 3 === writer % 3) await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
      }
    }),
  );

  expect(disks.length).toBeGreaterThan(WRITES_EACH);
  for (const disk of disks) {
    const reopened = join(folder, "reopened.db");
    await copyFile(disk.files, reopened);
    await copyFile(`${disk.files}-wal`, `${reopened}-wal`);
    const client = createFileClient(reopened);
    const { rows } = await client.execute("SELECT kind FROM effects");
    const kept = new Set(rows.map(({ kind }) => kind));
    expect(disk.resolved.filter((kind) => !kept.has(kind))).toEqual([]);
    expect((await client.execute("PRAGMA integrity_check")).rows[0]?.integrity_check).toBe("ok");
    client.close();
    for (const left of [reopened, `${reopened}-wal`, `${reopened}-shm`]) await rm(left, { force: true });
  }
}, 30_000);
