import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  parse,
  validate,
} from "graphql";
import { mutations } from "../operations/mutations.ts";
import { queries } from "../operations/queries.ts";
import { type Bucket, SINGLE_QUERY_LIMIT, type ThrottleStatus } from "./bucket.ts";
import type { Context } from "./context.ts";
import { actualCost, requestedCost } from "./cost.ts";
import { formatExecutionError, formatInvalidQuery, formatSyntaxError } from "./errors.ts";
import { resolveField, resolveType } from "./fill-in.ts";
import { adminSchema } from "./schema.ts";

export interface Answer {
  data?: ExecutionResult["data"];
  errors?: GraphQLFormattedError[];
  extensions?: {
    cost?: { requestedQueryCost: number; actualQueryCost: number | null; throttleStatus: ThrottleStatus };
    search?: Context["search"];
  };
}

export interface Question {
  query: string;
  variables?: Record<string, unknown> | null | undefined;
  operationName?: string | null | undefined;
}

/** Runs a query within its cost, as the Admin API does. */
export async function run(question: Question, context: Context, bucket: Bucket): Promise<Answer> {
  const { schema } = adminSchema();
  const document = parseOrError(question.query);
  if (document instanceof GraphQLError) return { errors: [formatSyntaxError(document)] };
  const invalid = validate(schema, document);
  if (invalid.length > 0) return { errors: invalid.map(formatInvalidQuery) };

  const requestedQueryCost = requestedCost(schema, document, question.variables ?? {});
  const cost = (actualQueryCost: number | null) => ({
    requestedQueryCost,
    actualQueryCost,
    throttleStatus: bucket.status(),
  });
  if (requestedQueryCost > SINGLE_QUERY_LIMIT) {
    const message = `Query cost is ${requestedQueryCost}, which exceeds the single query max cost limit (${SINGLE_QUERY_LIMIT}).`;
    const extensions = { code: "MAX_COST_EXCEEDED", cost: requestedQueryCost, maxCost: SINGLE_QUERY_LIMIT };
    return { errors: [{ message, extensions }], extensions: { cost: cost(null) } };
  }
  if (!bucket.take(requestedQueryCost)) {
    const throttled = { message: "Throttled", extensions: { code: "THROTTLED", documentation: THROTTLING } };
    return { errors: [throttled], extensions: { cost: cost(null) } };
  }

  const { data, errors } = await executeDocument(document, context, question);
  const spent = actualCost(data, requestedQueryCost);
  bucket.giveBack(requestedQueryCost - spent);
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors ? { errors: errors.map(formatExecutionError) } : {}),
    extensions: {
      cost: cost(spent),
      ...(context.search.length > 0 ? { search: context.search } : {}),
    },
  };
}

/** Executes a valid document over the shop. */
export const executeDocument = (document: DocumentNode, context: Context, question?: Question) =>
  execute({
    schema: adminSchema().schema,
    document,
    rootValue,
    contextValue: context,
    variableValues: question?.variables,
    operationName: question?.operationName,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });

const rootValue = { ...queries, ...mutations };
const THROTTLING = "https://shopify.dev/api/usage/rate-limits";

function parseOrError(query: string) {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}
