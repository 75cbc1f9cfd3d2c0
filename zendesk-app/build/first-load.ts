import { gzipSync } from "node:zlib";
import type { Rolldown } from "vite";

type Output = Rolldown.RolldownOutput["output"];
type Chunk = Rolldown.OutputChunk;

/** What an agent fetches before the sidebar stands; the languages are measured one at a time. */
const SIDEBAR = "src/sidebar/sidebar-page.tsx";
const LANGUAGE = /translations\/\w[\w-]*\.json$/;

/** JavaScript and CSS, gzipped, that show the sidebar: the entry, the page, the largest language, and their imports. */
export function firstLoadBytes(output: Output): number {
  const chunks = output.filter((part) => part.type === "chunk");
  const base = chunks.filter((chunk) => chunk.isEntry || chunk.facadeModuleId?.endsWith(SIDEBAR));
  const languages = chunks.filter((chunk) => LANGUAGE.test(chunk.facadeModuleId ?? ""));
  const styles = output.filter((part) => part.fileName.endsWith(".css"));
  const sizes = languages.map((language) => sizeOf(closure([...base, language], chunks)));
  return Math.max(...sizes) + styles.reduce((sum, part) => sum + gzipped(part), 0);
}

function closure(start: Chunk[], chunks: Chunk[]): Set<Chunk> {
  const found = new Set<Chunk>(start);
  for (const chunk of found) {
    for (const name of chunk.imports) {
      const imported = chunks.find(({ fileName }) => fileName === name);
      if (imported) found.add(imported);
    }
  }
  return found;
}

function sizeOf(chunks: Set<Chunk>): number {
  return [...chunks].reduce((sum, chunk) => sum + gzipped(chunk), 0);
}

function gzipped(part: Output[number]): number {
  return gzipSync(part.type === "chunk" ? part.code : part.source, { level: 9 }).length;
}
