import { z } from "zod";

// The wire format of Hrana 2 and 3 over HTTP: libSQL's docs/HRANA_3_SPEC.md.

const wireValue = z.discriminatedUnion("type", [
  z.object({ type: z.literal("null") }),
  z.object({ type: z.literal("integer"), value: z.string() }),
  z.object({ type: z.literal("float"), value: z.number() }),
  z.object({ type: z.literal("text"), value: z.string() }),
  z.object({ type: z.literal("blob"), base64: z.string() }),
]);

export type WireValue = z.infer<typeof wireValue>;

const sqlText = { sql: z.string().nullish(), sql_id: z.int().nullish() };

const statement = z.object({
  ...sqlText,
  args: z.array(wireValue).default([]),
  named_args: z.array(z.object({ name: z.string(), value: wireValue })).default([]),
  want_rows: z.boolean().nullish(),
});

export type WireStatement = z.infer<typeof statement>;

export type Condition =
  | { type: "ok" | "error"; step: number }
  | { type: "not"; cond: Condition }
  | { type: "and" | "or"; conds: Condition[] }
  | { type: "is_autocommit" };

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion("type", [
    z.object({ type: z.enum(["ok", "error"]), step: z.int() }),
    z.object({ type: z.literal("not"), cond: condition }),
    z.object({ type: z.enum(["and", "or"]), conds: z.array(condition) }),
    z.object({ type: z.literal("is_autocommit") }),
  ]),
);

const batch = z.object({ steps: z.array(z.object({ condition: condition.nullish(), stmt: statement })) });

export type Batch = z.infer<typeof batch>;

const streamRequest = z.discriminatedUnion("type", [
  z.object({ type: z.literal("close") }),
  z.object({ type: z.literal("execute"), stmt: statement }),
  z.object({ type: z.literal("batch"), batch }),
  z.object({ type: z.literal("sequence"), ...sqlText }),
  z.object({ type: z.literal("describe"), ...sqlText }),
  z.object({ type: z.literal("store_sql"), sql_id: z.int(), sql: z.string() }),
  z.object({ type: z.literal("close_sql"), sql_id: z.int() }),
  z.object({ type: z.literal("get_autocommit") }),
]);

export type StreamRequest = z.infer<typeof streamRequest>;

export const pipelineBody = z.object({ baton: z.string().nullish(), requests: z.array(streamRequest) });
export const cursorBody = z.object({ baton: z.string().nullish(), batch });

export interface WireColumn {
  name: string;
  decltype: string | null;
}

export interface StatementResult {
  cols: WireColumn[];
  rows: WireValue[][];
  affected_row_count: number;
  last_insert_rowid: string | null;
  replication_index: string | null;
}

export interface WireError {
  message: string;
  code: string;
}

export interface BatchResult {
  step_results: (StatementResult | null)[];
  step_errors: (WireError | null)[];
  replication_index: string | null;
}
