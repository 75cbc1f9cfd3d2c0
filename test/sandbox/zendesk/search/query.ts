/** One term of a search: `status:open`, `-tags:sms`, `created>2026-01-01`, or a plain word (no field). */
export interface Term {
  field: string | null;
  operator: ":" | "<" | ">" | "<=" | ">=";
  value: string;
  negated: boolean;
}

export type Query = Term[];

const TERM = /(-)?(?:([a-z_0-9]+)(:|<=|>=|<|>))?("[^"]*"|\S+)/gi;

/** Reads Zendesk's search language into its terms. */
export function parseQuery(text: string): Query {
  return [...text.matchAll(TERM)].map(([, minus, field, operator, value]) => ({
    field: field?.toLowerCase() ?? null,
    operator: (operator ?? ":") as Term["operator"],
    value: value!.replace(/^"|"$/g, ""),
    negated: minus !== undefined,
  }));
}

/** Whether a text holds a word that the pattern names; `*` at its end stands for anything. */
export function matchesText(text: string, pattern: string): boolean {
  const wanted = pattern.toLowerCase();
  const whole = text.toLowerCase();
  if (!wanted.endsWith("*")) return whole === wanted || whole.split(/\s+/).includes(wanted);
  const stem = wanted.slice(0, -1);
  return whole.startsWith(stem) || whole.split(/\s+/).some((word) => word.startsWith(stem));
}

/** Whether `actual` stands to the term's value as its operator says; for dates and for ordered words. */
export function compares(operator: Term["operator"], order: number): boolean {
  if (operator === ":") return order === 0;
  if (operator === "<") return order < 0;
  if (operator === "<=") return order <= 0;
  return operator === ">" ? order > 0 : order >= 0;
}
