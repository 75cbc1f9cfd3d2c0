import { ProtocolError, StatementError } from "./errors.ts";
import type { WireStatement } from "./protocol.ts";
import { fromWire, type SqlValue } from "./values.ts";

/** Puts a statement's arguments in the order of its parameters; each must have one, and none may be left over. */
export function bindParameters(parameters: (string | null)[], statement: WireStatement): SqlValue[] {
  const { args, named_args: named } = statement;
  if (args.length > 0 && named.length > 0) {
    throw new StatementError(
      "ARGS_BOTH_POSITIONAL_AND_NAMED",
      "Specifying both positional and named arguments is not supported",
    );
  }
  if (Math.max(args.length, named.length) > parameters.length) {
    throw mismatch(`too many parameters, expected ${parameters.length}`);
  }
  return parameters.map((name, index) => {
    const found = named.find((one) => one.name === name || one.name === name?.slice(1));
    const value = found?.value ?? args[index];
    if (!value) throw mismatch(`value for parameter ${name ?? index + 1} not found`);
    return fromWire(value);
  });
}

const mismatch = (why: string) =>
  new StatementError("ARGS_INVALID", `Arguments do not match SQL parameters: ${why}`);

/** Finds the SQL text that a request gives, or names by the id that it was stored under. */
export function sqlOf(
  { sql, sql_id: id }: { sql?: string | null | undefined; sql_id?: number | null | undefined },
  stored: Map<number, string>,
): string {
  if (sql != null && id != null)
    throw new ProtocolError("Either `sql` or `sql_id` are required, but not both");
  if (sql != null) return sql;
  if (id == null) throw new ProtocolError("Either `sql` or `sql_id` are required");
  const text = stored.get(id);
  if (text === undefined) throw new ProtocolError(`SQL text ${id} not found`);
  return text;
}
