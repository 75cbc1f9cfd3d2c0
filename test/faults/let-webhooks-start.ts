import { createClient } from "@libsql/client";

const LONG_AGO_MS = 10 * 60_000;

/**
 * Makes Klaviyo's connection one of some minutes ago. Servers read along with a new one, since Klaviyo's webhooks
 * start slowly; from now on they learn of texts by webhooks alone, and read what got lost when they start.
 */
export async function letWebhooksStart(databaseFile: string): Promise<void> {
  const client = createClient({ url: `file:${databaseFile}` });
  await client.execute("PRAGMA busy_timeout = 5000");
  const then = Date.now() - LONG_AGO_MS;
  const { rowsAffected } = await client.execute({
    sql: `UPDATE connections SET created_at = ?, details = json_set(details, '$.webhook.since', ?)
      WHERE vendor = 'klaviyo' AND json_extract(details, '$.webhook.since') IS NOT NULL`,
    args: [then, new Date(then).toISOString()],
  });
  client.close();
  if (rowsAffected !== 1) throw new Error("Klaviyo does not tell of texts by webhooks.");
}
