/** What a server has to know of an SQL text before SQLite sees it. */
export interface ScannedSql {
  statements: number;
  /** The parameters by position; null for a plain `?`. */
  parameters: (string | null)[];
  /** What the first statement does: its first word, or the one after its WITH clause. */
  verb: string;
  /** Whether any statement changes the database. */
  writes: boolean;
  /** Whether any statement needs the write lock: those that change the database, and BEGIN IMMEDIATE. */
  locks: boolean;
}

const TOKEN =
  /\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|\?\d*|[:@$][A-Za-z_][\w$]*|[A-Za-z_][\w$]*|[\s\S]/g;

/** The verbs that have an affected row count. */
export const CHANGES = new Set(["INSERT", "UPDATE", "DELETE", "REPLACE"]);
const WRITES = new Set([...CHANGES, "CREATE", "DROP", "ALTER", "REINDEX", "ANALYZE", "VACUUM"]);

/** Scans an SQL text once, without parsing it. */
export function scanSql(sql: string): ScannedSql {
  const parameters: (string | null)[] = [];
  const statements: string[][] = [];
  let words: string[] | null = null;
  let depth = 0;
  for (const [token] of sql.matchAll(TOKEN)) {
    if (/^(\s|--|\/\*)/.test(token)) continue;
    if (token === ";" && !isTrigger(words)) {
      words = null;
      continue;
    }
    if (words === null) {
      words = [];
      depth = 0;
      statements.push(words);
    }
    if (token === "(") depth += 1;
    else if (token === ")") depth -= 1;
    else if (/^[?:@$]/.test(token)) addParameter(parameters, token);
    else if (depth === 0 && /^[A-Za-z_]/.test(token)) words.push(token.toUpperCase());
  }
  const writes = statements.some((one) => WRITES.has(verbOf(one)));
  return {
    statements: statements.length,
    parameters,
    verb: verbOf(statements[0] ?? []),
    writes,
    locks: writes || statements.some(beginsToWrite),
  };
}

/** A trigger's body holds semicolons: it is taken as one statement to the end. */
function isTrigger(words: string[] | null): boolean {
  return words?.[0] === "CREATE" && words.slice(1, 3).includes("TRIGGER");
}

function verbOf(words: string[]): string {
  const [first = ""] = words;
  if (first !== "WITH") return first;
  return words.find((word) => word === "SELECT" || word === "VALUES" || CHANGES.has(word)) ?? first;
}

function beginsToWrite([verb, kind]: string[]): boolean {
  return verb === "BEGIN" && (kind === "IMMEDIATE" || kind === "EXCLUSIVE");
}

function addParameter(parameters: (string | null)[], token: string): void {
  if (token === "?") {
    parameters.push(null);
  } else if (token.startsWith("?")) {
    const position = Number(token.slice(1));
    while (parameters.length < position) parameters.push(null);
  } else if (!parameters.includes(token)) {
    parameters.push(token);
  }
}
