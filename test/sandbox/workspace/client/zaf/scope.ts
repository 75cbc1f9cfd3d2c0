import type { AppScope } from "./frame.ts";
import { PathError } from "./protocol.ts";

/** The parts that a scope is put together from; each key is the path's beginning. */
export interface ScopeParts {
  /** Objects by their root name; a path walks into them. */
  objects: Record<string, () => unknown>;
  /** Single properties that no object holds, by exact path or by pattern. */
  properties?: { pattern: RegExp; get(match: string): unknown; set?(match: string, value: unknown): void }[];
  setters?: Record<string, (value: never) => void>;
  actions?: Record<string, (...args: never[]) => unknown>;
}

const unsupported = (path: string, location: string) =>
  new PathError(`"${path}" is not supported in the ${location} location`);

function walk(root: unknown, steps: string[]): { found: boolean; value?: unknown } {
  let value = root;
  for (const step of steps) {
    if (value === null) return { found: true, value: null };
    if (typeof value !== "object" || !(step in value)) return { found: false };
    value = (value as Record<string, unknown>)[step];
  }
  return { found: true, value };
}

/** Puts a location's scope together from parts; the first part that knows a path answers. */
export function createScope(location: string, parts: ScopeParts[]): AppScope {
  const property = (path: string) =>
    parts.flatMap((part) => part.properties ?? []).find(({ pattern }) => pattern.test(path));

  return {
    get(path) {
      const special = property(path);
      if (special) return special.get(special.pattern.exec(path)?.[1] ?? path);
      const [root = "", ...steps] = path.split(".");
      const object = parts.find(({ objects }) => Object.hasOwn(objects, root))?.objects[root];
      const { found, value } = object ? walk(object(), steps) : { found: false };
      if (!found) throw unsupported(path, location);
      return value;
    },
    set(path, value) {
      const special = property(path);
      if (special?.set) return special.set(special.pattern.exec(path)?.[1] ?? path, value);
      const setter = parts.find(({ setters }) => setters && Object.hasOwn(setters, path))?.setters?.[path];
      if (!setter) throw unsupported(path, location);
      setter(value as never);
    },
    invoke(path, args) {
      const action = parts.find(({ actions }) => actions && Object.hasOwn(actions, path))?.actions?.[path];
      if (!action) throw unsupported(path, location);
      return action(...(args as never[]));
    },
  };
}
