import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";
import { fingerprint } from "./build/fingerprint.ts";
import { firstLoadBytes } from "./build/first-load.ts";

const LARGEST_FIRST_LOAD = 140_000;

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const SOURCES = [
  ...["src", "translations", "build", "build.ts", "vite.config.ts", "iframe.html", "package.json"],
  ...["../shared/src", "../shared/package.json", "../pnpm-lock.yaml"],
].map(at);

/** What was built last, beside the assets. */
interface Stamp {
  sources: string;
  firstLoadBytes: number;
}

/**
 * Builds the app into `outDir/assets`, unless that is done and nothing changed. Fails when what an agent fetches
 * before the sidebar stands has grown too large.
 */
export async function buildApp({ outDir }: { outDir: string }): Promise<{ firstLoadBytes: number }> {
  const stampFile = join(outDir, "build.json");
  const sources = await fingerprint(SOURCES);
  const last = await readStamp(stampFile);
  if (last?.sources === sources) return { firstLoadBytes: last.firstLoadBytes };

  const result = await forProduction(() =>
    build({
      configFile: at("vite.config.ts"),
      logLevel: "warn",
      build: { outDir: join(outDir, "assets") },
    }),
  );
  const bytes = firstLoadBytes((result as Rolldown.RolldownOutput).output);
  const size = `${(bytes / 1000).toFixed(1)} of ${LARGEST_FIRST_LOAD / 1000} KB gzip`;
  if (bytes > LARGEST_FIRST_LOAD) {
    throw new Error(
      `The app's first load is too large: ${size}. Load what is rarely needed when it is needed.`,
    );
  }
  console.error(`First load: ${size}`);
  await writeFile(stampFile, JSON.stringify({ sources, firstLoadBytes: bytes } satisfies Stamp));
  return { firstLoadBytes: bytes };
}

/** Vite obeys `NODE_ENV`, and under a test runner's would take React's development build. */
async function forProduction<Result>(work: () => Promise<Result>): Promise<Result> {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = "production";
  try {
    return await work();
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

async function readStamp(file: string): Promise<Stamp | null> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Stamp;
  } catch {
    return null;
  }
}
