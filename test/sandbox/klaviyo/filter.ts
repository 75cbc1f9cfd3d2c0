import { invalid } from "./errors.ts";

const operators = [
  "equals",
  "any",
  "contains",
  "has",
  "greater-than",
  "greater-or-equal",
  "less-than",
  "less-or-equal",
] as const;

export type Operator = (typeof operators)[number];

type Value = string | number | boolean | Date | null;

/** A field that can be filtered by: with which operators, and how to read it. */
export interface FilterField<Item> {
  operators: readonly Operator[];
  read(item: Item): Value;
}

export type FilterFields<Item> = Record<string, FilterField<Item>>;

interface Condition {
  operator: Operator;
  field: string;
  values: string[];
}

const LITERAL = String.raw`"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^\s,()[\]]+`;
const CONDITION = new RegExp(
  String.raw`\s*([a-z-]+)\(\s*([\w.$]+)\s*(?:,\s*(${LITERAL}|\[\s*(?:(?:${LITERAL})\s*,?\s*)*\]))?\s*\)\s*(?:,|$)`,
  "y",
);

/** Reads a filter such as `equals(email,"a@b.example"),greater-than(datetime,2026-01-01T00:00:00Z)`. */
export function parseFilter(text: string): Condition[] {
  const pattern = new RegExp(CONDITION);
  const conditions: Condition[] = [];
  while (pattern.lastIndex < text.length) {
    const [, operator, field = "", literal = ""] = pattern.exec(text) ?? refuse("Invalid filter syntax.");
    if (!isOperator(operator)) refuse(`${operator} is not a filter operator.`);
    conditions.push({
      operator,
      field,
      values: Array.from(literal.matchAll(new RegExp(LITERAL, "g")), unquote),
    });
  }
  return conditions;
}

/** Whether an item meets every condition; they are joined by "and". */
export function matches<Item>(item: Item, conditions: Condition[], fields: FilterFields<Item>): boolean {
  return conditions.every(({ operator, field, values }) => {
    const known = fields[field] ?? refuse(`'${field}' is not a filterable field.`);
    if (!known.operators.includes(operator)) refuse(`'${operator}' is not allowed for '${field}'.`);
    return holds(operator, known.read(item), values);
  });
}

function holds(operator: Operator, actual: Value, literals: string[]): boolean {
  if (operator === "has") return actual !== null;
  const [first] = literals;
  if (first === undefined) return refuse("A filter needs a value.");
  if (actual === null) return false;
  if (operator === "any") return literals.some((literal) => compare(actual, literal) === 0);
  if (operator === "contains") return String(actual).includes(first);
  const order = compare(actual, first);
  const verdicts: Record<Exclude<Operator, "has" | "any" | "contains">, boolean> = {
    equals: order === 0,
    "greater-than": order > 0,
    "greater-or-equal": order >= 0,
    "less-than": order < 0,
    "less-or-equal": order <= 0,
  };
  return verdicts[operator];
}

function compare(actual: Exclude<Value, null>, literal: string): number {
  if (typeof actual === "string" || typeof actual === "boolean") {
    return String(actual) === literal ? 0 : String(actual) < literal ? -1 : 1;
  }
  const expected = actual instanceof Date ? Date.parse(literal) : Number(literal);
  if (Number.isNaN(expected)) refuse(`'${literal}' is not a valid value.`);
  return actual.valueOf() - expected;
}

function unquote([literal]: RegExpExecArray): string {
  return /^["']/.test(literal) ? literal.slice(1, -1).replaceAll(/\\(.)/g, "$1") : literal;
}

const isOperator = (name: string | undefined): name is Operator =>
  operators.some((operator) => operator === name);

function refuse(detail: string): never {
  throw invalid(detail, { parameter: "filter" });
}
