import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { OpenApi } from "./openapi/document.ts";

const ROOT = new URL("../../../", import.meta.url);
const SPECS = new URL("../shared/specs/", ROOT);
const CACHE = new URL("node_modules/.cache/descriptions/", ROOT);

/** Reads one of the vendors' published descriptions, which lie beside the repository; null where they do not. */
export async function readSpec(path: string): Promise<OpenApi | null> {
  const file = new URL(path, SPECS);
  const found = await stat(file).catch(() => null);
  if (!found) return null;
  return path.endsWith(".yaml") ? readYaml(file, `${found.size}-${found.mtimeMs}`) : readJson(file);
}

const readJson = async (file: URL): Promise<OpenApi> => JSON.parse(await readFile(file, "utf8"));

/** Parsing YAML takes a second, JSON a fiftieth of that: the parsed document is kept. */
async function readYaml(file: URL, version: string): Promise<OpenApi> {
  const kept = new URL(`${version}.json`, CACHE);
  try {
    return await readJson(kept);
  } catch {
    const document: OpenApi = parse(await readFile(file, "utf8"));
    const written = new URL(`${version}.${process.pid}`, CACHE);
    await mkdir(CACHE, { recursive: true });
    await writeFile(written, JSON.stringify(document));
    await rename(written, fileURLToPath(kept));
    return document;
  }
}
