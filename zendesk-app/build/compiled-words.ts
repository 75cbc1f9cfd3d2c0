import type { Plugin } from "vite";
import { messageFormats } from "./message-formats.ts";

const TRANSLATION = /\/(?:translations|nav-bar\/words)\/(?<locale>\w[\w-]*)\.json$/;
const PARSER = "@formatjs/icu-messageformat-parser";

/** Parses the words of each language at build time: the app comes without react-intl's parser. */
export function compiledWords(): Plugin {
  return {
    name: "compiled-words",
    enforce: "pre",
    config: () => ({
      resolve: { alias: [{ find: new RegExp(`^${PARSER}$`), replacement: `${PARSER}/no-parser.js` }] },
    }),
    transform(code, file) {
      const locale = TRANSLATION.exec(file)?.groups?.locale;
      if (!locale) return null;
      const { words } = JSON.parse(code) as { words: Record<string, string> };
      const parsed = [...messageFormats(locale, words)].map(([id, format]) => [id, format.getAst()]);
      return JSON.stringify({ words: Object.fromEntries(parsed) });
    },
  };
}
