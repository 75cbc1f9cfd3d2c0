import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";

/** Makes a React component of an icon: `import Icon from ".../copy-stroke.svg"`. */
export function svgComponent(): Plugin {
  return {
    name: "svg-component",
    enforce: "pre",
    async load(id) {
      if (!id.endsWith(".svg")) return null;
      const markup = await readFile(id, "utf8");
      const { open, inside } = /^<svg (?<open>[^>]*)>(?<inside>.*)<\/svg>\s*$/s.exec(markup)?.groups ?? {};
      if (open === undefined || inside === undefined) throw new Error(`${id} is not a plain SVG`);
      const attributes = Object.fromEntries(
        [...open.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, k, v]) => [k, v]),
      );
      const { xmlns: _, ...kept } = attributes;
      return [
        `import { jsx } from "react/jsx-runtime";`,
        `const content = { __html: ${JSON.stringify(inside.trim())} };`,
        `const Icon = (props) => jsx("svg", { ...${JSON.stringify(kept)}, ...props, dangerouslySetInnerHTML: content });`,
        `export default Icon;`,
      ].join("\n");
    },
  };
}
