import { type AppPackage, error, type Finding, warning } from "../finding.ts";

const UNSAFE = [
  { what: "a script", pattern: /<script[\s>/]/i },
  { what: "foreign markup", pattern: /<foreignObject[\s>/]/i },
  { what: "an event handler", pattern: /\son\w+\s*=/i },
  { what: "a link to a script", pattern: /(?:href|src)\s*=\s*["']?\s*javascript:/i },
  { what: "a reference to another file", pattern: /(?:href|src)\s*=\s*["'](?!#|data:)/i },
  { what: "an entity or document type", pattern: /<!(?:DOCTYPE|ENTITY)/i },
];

/** SVGs that Zendesk rewrites before it shows them, or cannot use. */
export function svgRules(files: AppPackage): Finding[] {
  return [...files.keys()]
    .filter((file) => /\.svg$/i.test(file))
    .flatMap((file) => {
      const markup = new TextDecoder().decode(files.get(file));
      if (!/<svg[\s>][\s\S]*<\/svg>\s*$/i.test(markup)) {
        return [error(file, "It is not a whole SVG document.", "Begin with <svg …> and end with </svg>.")];
      }
      if (/<image[\s>/]/i.test(markup)) {
        const remedy = "Draw it with paths: Zendesk puts a placeholder in its stead.";
        return [warning(file, "It contains a bitmap.", remedy)];
      }
      return UNSAFE.filter(({ pattern }) => pattern.test(markup)).map(({ what }) =>
        warning(file, `It contains ${what}.`, "Take it out: Zendesk does, and the picture may change."),
      );
    });
}
