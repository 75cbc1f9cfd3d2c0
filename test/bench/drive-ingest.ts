import { readCpuSeconds } from "../faults/read-metric.ts";
import { openKeepAlive } from "./keep-alive-client.ts";
import { median, quantile } from "./measure.ts";
import { type EventTarget, signedEvent } from "./zendesk-event.ts";

export interface Round {
  perSecond: number;
  p50: number;
  p99: number;
  /** Milliseconds of a core that the server took for each event. */
  cpu: number;
  /** The ids of the events that were answered with 2xx. */
  acknowledged: string[];
}

const CONNECTIONS = 64;

/** Sends events over 64 connections, each the next one when the last is answered, for some seconds. */
export async function driveIngest(
  { port, origin }: { port: number; origin: string },
  target: EventTarget,
  seconds: number,
): Promise<Round> {
  const latencies: number[] = [];
  const acknowledged: string[] = [];
  const cpuBefore = await readCpuSeconds(origin);
  const started = performance.now();
  const until = started + seconds * 1000;

  async function drive(): Promise<void> {
    const client = await openKeepAlive(port);
    while (performance.now() < until) {
      const { id, headers, body } = signedEvent(target);
      const sent = performance.now();
      const status = await client.post(target.path, headers, body);
      latencies.push(performance.now() - sent);
      if (status < 200 || status > 299) throw new Error(`${target.path} answered ${status}.`);
      acknowledged.push(id);
    }
    client.close();
  }

  await Promise.all(Array.from({ length: CONNECTIONS }, drive));
  const took = (performance.now() - started) / 1000;
  const cpuSeconds = (await readCpuSeconds(origin)) - cpuBefore;
  return {
    cpu: (cpuSeconds * 1000) / acknowledged.length,
    perSecond: acknowledged.length / took,
    p50: median(latencies),
    p99: quantile(latencies, 0.99),
    acknowledged,
  };
}
