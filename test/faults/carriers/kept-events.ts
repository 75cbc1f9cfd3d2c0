import { createClient } from "@libsql/client";

export interface KeptEvents {
  /** When an event of Klaviyo's was first seen with the servers; null while it is not. */
  at(eventId: string): number | null;
  stop(): void;
}

const LOOK_MS = 50;

/** Watches which of Klaviyo's events the servers have, whichever way they learnt of them. */
export function watchKeptEvents(databaseFile: string): KeptEvents {
  const client = createClient({ url: `file:${databaseFile}` });
  const seen = new Map<string, number>();
  let newest = 0;

  async function look(): Promise<void> {
    const sql =
      "SELECT id, delivery_id FROM deliveries WHERE source = 'klaviyo.event' AND id > ? ORDER BY id";
    const { rows } = await client.execute({ sql, args: [newest] });
    for (const { id, delivery_id } of rows) {
      newest = Number(id);
      seen.set(String(delivery_id), Date.now());
    }
  }

  let underWay: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    // A database that is busy is looked at again at the next tick.
    underWay ??= look()
      .catch(() => undefined)
      .finally(() => {
        underWay = null;
      });
  }, LOOK_MS);
  return {
    at: (eventId) => seen.get(eventId) ?? null,
    stop() {
      clearInterval(timer);
      void Promise.resolve(underWay).then(() => client.close());
    },
  };
}
