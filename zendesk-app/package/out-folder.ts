import { access, constants, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { AppPackage } from "./finding.ts";
import { UsageError } from "./web-address.ts";

const ZCLI_SETTINGS = "zcli.apps.config.json";
const ZCLI_IGNORE = ".zcliignore";

/** Makes sure, before any work is done, that a folder is there and can be written to. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`The package cannot be written (${why}). Name another folder with --out DIR.`);
  }
}

/** Writes a package unpacked, for zcli: in place of an earlier one, whose zcli settings stay. */
export async function writePackageFolder(folder: string, files: AppPackage): Promise<void> {
  await prepareFolder(folder);
  const earlier = await readdir(folder);
  if (earlier.length > 0 && !earlier.includes(ZCLI_IGNORE)) {
    throw new UsageError(
      `${folder} holds something else. Move it away, or name another folder with --out DIR.`,
    );
  }
  const stale = earlier.filter((name) => name !== ZCLI_SETTINGS);
  await Promise.all(stale.map((name) => rm(join(folder, name), { recursive: true })));
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  await writeFile(join(folder, ZCLI_IGNORE), `${ZCLI_SETTINGS}\n`);
}
