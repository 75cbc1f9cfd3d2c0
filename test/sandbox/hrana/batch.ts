import type { Connection } from "./connection.ts";
import { ProtocolError, StatementError } from "./errors.ts";
import type { Batch, BatchResult, Condition, StatementResult, WireError } from "./protocol.ts";

/** What became of one step; nothing is told of a step that was skipped. */
export type StepOutcome = { step: number } & ({ result: StatementResult } | { error: WireError });

/**
 * Runs a batch step by step, as far as it is read. `sqlOf` finds a statement's text. Once the transaction was rolled
 * back for others' sake, all further steps fail.
 */
export async function* runBatch(
  connection: Connection,
  { steps }: Batch,
  sqlOf: (statement: Batch["steps"][number]["stmt"]) => string,
): AsyncGenerator<StepOutcome> {
  const succeeded: (boolean | null)[] = [];
  let seized = false;
  for (const [step, { condition, stmt }] of steps.entries()) {
    seized ||= connection.wasSeized();
    if (condition && !holds(condition, succeeded, connection)) {
      succeeded.push(null);
      continue;
    }
    try {
      if (seized) throw timedOut();
      const result = await connection.execute(sqlOf(stmt), stmt);
      succeeded.push(true);
      yield { step, result };
    } catch (error) {
      if (!(error instanceof StatementError)) throw error;
      succeeded.push(false);
      yield { step, error: error.wire };
    }
  }
}

/** The whole batch at once. */
export async function collectBatch(
  outcomes: AsyncIterable<StepOutcome>,
  steps: number,
  replicationIndex: string,
): Promise<BatchResult> {
  const result: BatchResult = {
    step_results: new Array(steps).fill(null),
    step_errors: new Array(steps).fill(null),
    replication_index: replicationIndex,
  };
  for await (const outcome of outcomes) {
    if ("result" in outcome) result.step_results[outcome.step] = outcome.result;
    else result.step_errors[outcome.step] = outcome.error;
  }
  return result;
}

export const timedOut = () => new StatementError("TRANSACTION_TIMEOUT", "Transaction timed out");

/** `succeeded` holds what became of the steps before: null for those that were skipped. */
function holds(condition: Condition, succeeded: (boolean | null)[], connection: Connection): boolean {
  switch (condition.type) {
    case "ok":
      return outcomeOf(condition.step, succeeded) === true;
    case "error":
      return outcomeOf(condition.step, succeeded) === false;
    case "not":
      return !holds(condition.cond, succeeded, connection);
    case "and":
      return condition.conds.every((one) => holds(one, succeeded, connection));
    case "or":
      return condition.conds.some((one) => holds(one, succeeded, connection));
    case "is_autocommit":
      return connection.isAutocommit();
  }
}

function outcomeOf(step: number, succeeded: (boolean | null)[]): boolean | null {
  const outcome = succeeded[step];
  if (outcome === undefined) throw new ProtocolError("Invalid reference to step in a batch condition");
  return outcome;
}
