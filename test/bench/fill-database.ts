import { createClient } from "@libsql/client";
import type { BenchDatabase } from "./bench-database.ts";

const HANDLED = 1_000_000;
/** Effects that stay unfinished. */
export const WAITING = 100_000;

/** What a year leaves behind: a million handled deliveries, and a hundred thousand effects that are due much later. */
export async function fillDatabase({ url }: Pick<BenchDatabase, "url">): Promise<void> {
  const client = createClient({ url });
  await client.execute("PRAGMA synchronous = OFF");
  await client.execute({
    sql: `
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
      INSERT INTO deliveries (account_id, source, delivery_id, order_key, body, trace_id, state, attempts, run_at, received_at, handled_at)
      SELECT 'past-' || i % 50, 'zendesk.ticket', lower(hex(randomblob(16))), 'ticket:' || i % 20000,
        printf('%.*c', 400, 'x'), 'past', 'handled', 1, 0, 0, 0 FROM n`,
    args: [HANDLED],
  });
  await client.execute({
    sql: `
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
      INSERT INTO effects (account_id, kind, order_key, payload, trace_id, state, attempts, run_at, created_at)
      SELECT 'past-' || i % 50, 'metrics.send_event', 'profile:' || i, '{}', 'past', 'waiting', 0, 32503680000000, 0 FROM n`,
    args: [WAITING],
  });
  await client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  client.close();
}
