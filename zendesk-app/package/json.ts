import { type AppPackage, error, type Finding } from "./finding.ts";

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const TOKENS = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}]/g;

/** Keys that one object of a valid JSON text names twice: `JSON.parse` keeps the last without a word. */
function duplicateKeys(text: string): string[] {
  const duplicates = new Set<string>();
  const open: Set<string>[] = [];
  for (const [token, string, colon] of text.matchAll(TOKENS)) {
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (string !== undefined && colon !== undefined) {
      const key = String(JSON.parse(string));
      const keys = open.at(-1);
      if (keys?.has(key)) duplicates.add(key);
      keys?.add(key);
    }
  }
  return [...duplicates];
}

/** Reads a JSON object out of a package; `object` is null when it is none, and the findings say why. */
export function readObject(
  files: AppPackage,
  file: string,
): { object: JsonObject | null; findings: Finding[] } {
  const text = new TextDecoder().decode(files.get(file));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const remedy = "Correct the syntax: double quotes, no comments, no trailing commas.";
    return { object: null, findings: [error(file, `It is not valid JSON (${why}).`, remedy)] };
  }
  if (!isObject(value)) {
    return {
      object: null,
      findings: [error(file, "It is not a JSON object.", "Put its contents between { and }.")],
    };
  }
  const duplicates = duplicateKeys(text);
  const findings = duplicates.map((key) =>
    error(file, `The key "${key}" is there twice in one object.`, "Keep one of the two."),
  );
  return { object: value, findings };
}
