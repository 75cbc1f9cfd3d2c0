/**
 * What may be kept of an error: Drizzle puts a query's parameters, which hold customers' words, into its message, so
 * of those the cause speaks.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const speaks =
    error.message.startsWith("Failed query") && error.cause instanceof Error ? error.cause : error;
  return `${speaks.name}: ${speaks.message}`;
}
