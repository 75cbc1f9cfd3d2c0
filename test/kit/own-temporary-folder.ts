import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives the tests a temporary folder of their own: a worker that is ended takes nothing away with it. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-tests-"));
  process.env.TMPDIR = folder;
  return () => rm(folder, { recursive: true, force: true });
}
