/** How long a conversation waits for what has to happen next. */
export const PATIENCE = { timeout: 90_000 };
