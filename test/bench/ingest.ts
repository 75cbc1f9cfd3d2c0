import { createClient } from "@libsql/client";
import { startServerProcess } from "../kit/server-process.ts";
import { type BenchDatabase, makeBenchDatabase } from "./bench-database.ts";
import { driveIngest, type Round } from "./drive-ingest.ts";
import { fillDatabase } from "./fill-database.ts";
import { median, rounded } from "./measure.ts";

/** Short rounds in turn: what else the machine does befalls both routes alike. */
const ROUND_SECONDS = 1.5;
const WARM_UP_SECONDS = 1;

/** How fast signed events are kept, next to a route of the same server that only verifies them. */
export async function benchIngest({ seconds, filled }: { seconds: number; filled: boolean }) {
  const alone = await measure({ seconds, workers: 0, filled: false });
  const working = await measure({ seconds, workers: 16, filled: false });
  const full = filled ? await measure({ seconds, workers: 0, filled: true }) : null;
  return {
    ...alone,
    with_workers: { durable_per_s: working.durable_per_s, p50_ms: working.p50_ms, p99_ms: working.p99_ms },
    ...(full ? { filled: { ...full, of_empty: rounded(full.durable_per_s / alone.durable_per_s, 2) } } : {}),
  };
}

async function measure({ seconds, workers, filled }: { seconds: number; workers: number; filled: boolean }) {
  const database = await makeBenchDatabase();
  if (filled) await fillDatabase(database);
  const server = await startServerProcess({
    env: { ...database.env, WORKERS: String(workers) },
    entry: new URL("./ingest-server.ts", import.meta.url),
    nodeOptions: (process.env.BENCH_NODE_OPTIONS ?? "").split(" ").filter(Boolean),
  });
  const bareTarget = { ...database.zendesk, path: "/webhooks/bare" };
  const durable: Round[] = [];
  const bare: Round[] = [];
  try {
    await driveIngest(server, bareTarget, WARM_UP_SECONDS);
    const warmed = await driveIngest(server, database.zendesk, WARM_UP_SECONDS);
    for (let measured = 0; measured < seconds; measured += 2 * ROUND_SECONDS) {
      durable.push(await driveIngest(server, database.zendesk, ROUND_SECONDS));
      bare.push(await driveIngest(server, bareTarget, ROUND_SECONDS));
    }
    await mustHold(
      database,
      [warmed, ...durable].flatMap(({ acknowledged }) => acknowledged),
    );
  } finally {
    await server.stop();
    await database.remove();
  }
  const usual = (rounds: Round[], figure: "perSecond" | "p50" | "p99" | "cpu") =>
    median(rounds.map((round) => round[figure]));
  return {
    durable_per_s: rounded(usual(durable, "perSecond"), 0),
    bare_per_s: rounded(usual(bare, "perSecond"), 0),
    ratio: rounded(median(durable.map((round, index) => round.perSecond / bare[index]!.perSecond)), 3),
    p50_ms: rounded(usual(durable, "p50")),
    p99_ms: rounded(usual(durable, "p99")),
    cpu_ms: rounded(usual(durable, "cpu"), 3),
    bare_cpu_ms: rounded(usual(bare, "cpu"), 3),
    bare_p50_ms: rounded(usual(bare, "p50")),
    bare_p99_ms: rounded(usual(bare, "p99")),
  };
}

/** Every event that was acknowledged is in the database, and nothing else. */
async function mustHold({ url, accountId }: BenchDatabase, acknowledged: string[]): Promise<void> {
  const client = createClient({ url });
  const { rows } = await client.execute({
    sql: "SELECT delivery_id FROM deliveries WHERE account_id = ? AND source = 'zendesk.ticket'",
    args: [accountId],
  });
  client.close();
  const kept = new Set(rows.map((row) => String(row.delivery_id)));
  const lost = acknowledged.filter((id) => !kept.has(id)).length;
  if (lost > 0 || kept.size !== acknowledged.length) {
    throw new Error(`${acknowledged.length} were acknowledged, ${kept.size} are kept, ${lost} are lost.`);
  }
}
