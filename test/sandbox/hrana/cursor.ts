import type { StepOutcome } from "./batch.ts";

/** The lines of a cursor's answer, after the first: a batch's outcomes, row by row. */
export async function* cursorEntries(outcomes: AsyncIterable<StepOutcome>): AsyncGenerator<object> {
  for await (const outcome of outcomes) {
    const { step } = outcome;
    if ("error" in outcome) {
      yield { type: "step_error", step, error: outcome.error };
      continue;
    }
    const { cols, rows, affected_row_count, last_insert_rowid } = outcome.result;
    yield { type: "step_begin", step, cols };
    for (const row of rows) yield { type: "row", row };
    yield { type: "step_end", affected_row_count, last_insert_rowid };
  }
}

/** Streams objects as lines of JSON. `finished` learns whether all of them went out. */
export function jsonLines(
  entries: AsyncGenerator<object>,
  finished: (whole: boolean) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { value, done } = await entries.next();
        if (!done) return controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
        finished(true);
        controller.close();
      } catch (error) {
        finished(false);
        controller.error(error);
      }
    },
    async cancel() {
      finished(false);
      await entries.return(undefined);
    },
  });
}
