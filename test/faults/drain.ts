import { createClient } from "@libsql/client";
import { eventually } from "../kit/wait.ts";
import type { Place } from "./place.ts";
import { listUnknownReplies } from "./undecided.ts";

export interface DrainOptions {
  withinMs: number;
  /**
   * Whether to wait for the server to ask a person about replies that never went out, as far as Klaviyo tells: that
   * takes two minutes. Otherwise those may stay open, and what waits behind them.
   */
  awaitQuestions: boolean;
}

/** Waits until no webhook is under way, nothing is left to be read, and no work is left. */
export async function drain(place: Place, { withinMs, awaitQuestions }: DrainOptions): Promise<void> {
  const { sandbox, carrier } = place;
  const { zendesk, twilio, klaviyo } = sandbox;
  const rest = async () => {
    await Promise.all([zendesk.webhooks.idle(), twilio.idle(), klaviyo.idle()]);
    if (!carrier.isAllTold()) throw new Error("Some texts are not with the servers.");
    const backlog = await place.backlog();
    const left = backlog === 0 || awaitQuestions ? backlog : (backlog ?? Number.NaN) - (await heldUp(place));
    if (left !== 0) throw new Error(`${left} deliveries or effects wait.`);
    return true;
  };
  await eventually(async () => (await rest()) && (await rest()), { timeout: withinMs });
}

/** How much work waits for replies that the server looks for in vain. */
async function heldUp({ databaseFile, carrier }: Place): Promise<number> {
  const client = createClient({ url: `file:${databaseFile}` });
  try {
    const unknown = await listUnknownReplies(client);
    const waiting = new Map<string, number>();
    for (const reply of unknown) {
      if (!carrier.repliesTo(reply.theirs).includes(reply.text)) waiting.set(reply.theirs, reply.waiting);
    }
    return [...waiting.values()].reduce((sum, one) => sum + one, 0);
  } finally {
    client.close();
  }
}
