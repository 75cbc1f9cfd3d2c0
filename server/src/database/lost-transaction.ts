const CODES = new Set([
  "SERVER_ERROR",
  "STREAM_EXPIRED",
  "TRANSACTION_TIMEOUT",
  "TRANSACTION_CLOSED",
  "SQLITE_UNKNOWN",
  "UND_ERR_SOCKET",
  "ECONNRESET",
  "ECONNREFUSED",
]);

/**
 * Whether a transaction at a libSQL server is lost with its connection: whatever is sent in it now would run outside
 * of it. Never so in a file.
 */
export function isLostTransaction(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && CODES.has(String(cause.code))) return true;
    if (cause.message === "fetch failed") return true;
  }
  return false;
}

/** Whether another process holds the write lock: nothing was written, so the same work may be tried again. */
export function isBusy(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && String(cause.code).startsWith("SQLITE_BUSY")) return true;
  }
  return false;
}
