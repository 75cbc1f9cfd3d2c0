import { type Method, type OpenApi, type Operation, type Parameter, resolve } from "./document.ts";

export interface Match {
  /** The path as the description spells it. */
  template: string;
  operation: Operation;
  parameters: Parameter[];
  pathValues: Record<string, string>;
}

interface Route {
  template: string;
  pattern: RegExp;
  names: string[];
}

const PLACEHOLDER = /\{([^}]+)\}/g;
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function route(template: string, suffix: string): Route {
  const literals = template.split(PLACEHOLDER).map((part, at) => (at % 2 === 0 ? literal(part) : "([^/]+?)"));
  return {
    template,
    pattern: new RegExp(`^${literals.join("")}${suffix}$`),
    names: [...template.matchAll(PLACEHOLDER)].map(([, name = ""]) => name),
  };
}

/** Finds operations by method and concrete path; a literal segment goes before a placeholder. */
export function createPaths(document: OpenApi, suffix = "") {
  const routes = Object.keys(document.paths)
    .map((template) => route(template, suffix))
    .sort((a, b) => a.names.length - b.names.length);

  return function match(method: string, path: string): Match | null {
    for (const { template, pattern, names } of routes) {
      const values = pattern.exec(path);
      const item = document.paths[template];
      const operation = item?.[method.toLowerCase() as Method];
      if (!values || !item || !operation) continue;
      return {
        template,
        operation,
        parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
          resolve(document, parameter),
        ),
        pathValues: Object.fromEntries(
          names.map((name, at) => [name, decodeURIComponent(values[at + 1] ?? "")]),
        ),
      };
    }
    return null;
  };
}
