import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build, type InlineConfig, type Rolldown } from "vite";

/** Files by their path below `/agent/`, and the ZAF SDK as a classic script. */
export interface WorkspaceFiles {
  page: Map<string, string | Uint8Array>;
  zafSdk: string;
}

type Output = Rolldown.OutputChunk | Rolldown.OutputAsset;

async function bundle(config: InlineConfig): Promise<Output[]> {
  const built = await build({ ...config, configFile: false, logLevel: "error" });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !("output" in output)) throw new Error("Vite gave no output");
  return output.output;
}

const contentOf = (file: Output) => (file.type === "chunk" ? file.code : file.source);

async function bundlePage(): Promise<WorkspaceFiles["page"]> {
  const root = fileURLToPath(new URL("./client", import.meta.url));
  const files = await bundle({
    root,
    base: "/agent/",
    oxc: { jsx: { runtime: "automatic", development: false } },
    define: { "process.env.NODE_ENV": '"production"' },
    build: { write: false, modulePreload: false, reportCompressedSize: false },
  });
  return new Map(files.map((file) => [file.fileName, contentOf(file)]));
}

async function bundleZafSdk(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve("zendesk_app_framework_sdk");
  const [script] = await bundle({
    build: {
      write: false,
      lib: { entry, formats: ["iife"], name: "ZAFClient" },
      reportCompressedSize: false,
    },
  });
  if (script?.type !== "chunk") throw new Error("Vite gave no script for the ZAF SDK");
  return `${script.code}\nwindow.ZAFClient = ZAFClient;\n`;
}

let built: Promise<WorkspaceFiles> | null = null;

/** Bundles the agent workspace and the ZAF SDK in memory, once per process. */
export function buildWorkspace(): Promise<WorkspaceFiles> {
  built ??= Promise.all([bundlePage(), bundleZafSdk()]).then(([page, zafSdk]) => ({ page, zafSdk }));
  return built;
}
