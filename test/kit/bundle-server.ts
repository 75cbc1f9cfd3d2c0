import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "vite";

const MAIN = import.meta.resolve("@sidethread/server/main");
const SOURCES = fileURLToPath(new URL(".", MAIN));
const SCRIPTS = ["main", "commands/backup", "commands/restore", "commands/rotate-keys"];
/** They load files of their own at run time. */
const UNBUNDLED = ["libsql", "pino"];

type ServerScript = (name: string) => string;

let bundled: Promise<ServerScript> | undefined;

/**
 * Makes one file of each thing of the server that is started as a process, once: a start then takes a fifth of the
 * work. What is in it is what the sources and the packages say; only the reading of TypeScript is done before.
 */
export function bundleServer(): Promise<ServerScript> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<ServerScript> {
  const outDir = await mkdtemp(join(tmpdir(), "sidethread-server-"));
  process.once("exit", () => rmSync(outDir, { recursive: true, force: true }));
  await build({
    configFile: false,
    logLevel: "warn",
    root: SOURCES,
    plugins: [asInPlace],
    resolve: { conditions: ["node"] },
    ssr: { noExternal: true, resolve: { conditions: ["node"] } },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      minify: false,
      target: "node20",
      rolldownOptions: {
        input: Object.fromEntries(SCRIPTS.map((name) => [name, join(SOURCES, `${name}.ts`)])),
        output: { entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" },
      },
    },
  });
  return (name) => join(outDir, `${name}.mjs`);
}

/** Lets the code find what lies beside its source, and in its package's folder. */
const asInPlace: Plugin = {
  name: "as-in-place",
  enforce: "pre",
  resolveId(id) {
    if (!UNBUNDLED.includes(id)) return null;
    return { id: pathToFileURL(createRequire(MAIN).resolve(id)).href, external: true };
  },
  transform(code, id) {
    if (!id.startsWith(SOURCES) || !code.includes("import.meta.url")) return null;
    return code.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href));
  },
};
