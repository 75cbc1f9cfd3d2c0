import type { Way } from "./carriers/carrier.ts";
import { holdConversations } from "./conversations.ts";
import { type Count, count } from "./count.ts";
import { type DrainOptions, drain } from "./drain.ts";
import { checkIntegrity } from "./integrity.ts";
import { beginFaults, endFaults, killServers } from "./misfortune.ts";
import { startPlace } from "./place.ts";
import { sendSmallDeliveries } from "./small-deliveries.ts";
import { type SnapshotCount, takeSnapshots } from "./snapshots.ts";

export interface FaultOptions {
  way: Way;
  seed: number;
  kills: number;
  /** On average, from one kill to the next. */
  killEveryMs: number;
  /** Deliveries that have to be acknowledged. */
  acknowledged: number;
  conversations: number;
  /** Conversations at the same time. */
  sideBySide: number;
  rounds: number;
  /** How the backlog has to be gone after the load ends. */
  drain: DrainOptions;
  tell?: (line: string) => void;
}

export interface FaultReport extends Count {
  kills: number;
  acknowledged: number;
  texts: number;
  replies: number;
  integrity: string;
  snapshots: SnapshotCount;
  seconds: number;
  drain_seconds: number;
}

const TELL_MS = 5000;
const SNAPSHOT_MS = 4000;

/** Drives the product under load while everything goes wrong; then lets it come to rest, and counts. */
export async function runFaults(options: FaultOptions): Promise<FaultReport> {
  const { tell = () => undefined } = options;
  const place = await startPlace(options.seed, options.way);
  const started = performance.now();
  const seconds = (since: number) => Math.round((performance.now() - since) / 1000);
  let kills = 0;
  const telling = setInterval(async () => {
    tell(
      `${seconds(started)} s: ${kills} kills, ${place.gateway.ledger.count()} acknowledged, ${await place.backlog()} waiting`,
    );
  }, TELL_MS);
  try {
    beginFaults(place);
    const killing = killServers(place, {
      kills: options.kills,
      everyMs: options.killEveryMs,
      killed: () => {
        kills += 1;
      },
    });
    const enough = () => kills >= options.kills && place.gateway.ledger.count() >= options.acknowledged;
    const small = sendSmallDeliveries(place, { sideBySide: 8, enough });
    const { held, finished } = holdConversations(place, {
      wanted: options.conversations,
      sideBySide: options.sideBySide,
      rounds: options.rounds,
      enough,
    });
    const copying = takeSnapshots(place, { everyMs: SNAPSHOT_MS, enough });
    const [, , , snapshots] = await Promise.all([killing, small, finished, copying]);
    endFaults(place);
    const drainStarted = performance.now();
    await drain(place, options.drain);
    const drained = seconds(drainStarted);
    await Promise.all(place.servers.map((server) => server.stop()));
    const counted = await count(place, held);
    const sum = (lengths: number[]) => lengths.reduce((total, length) => total + length, 0);
    return {
      kills,
      acknowledged: place.gateway.ledger.count(),
      ...counted,
      texts: sum(held.map(({ texts }) => texts.length)),
      replies: sum(held.map(({ replies }) => replies.length)),
      integrity: await checkIntegrity(place.databaseFile),
      snapshots,
      seconds: seconds(started),
      drain_seconds: drained,
    };
  } finally {
    clearInterval(telling);
    await place.stop();
  }
}
