import { and, eq, inArray, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import type { FileClient } from "../database/file-client.ts";
import { conversations, messages } from "../database/schema/conversations.ts";
import { deliveries, effects } from "../database/schema/work.ts";

export interface Distrusted {
  lookedUp: number;
  setAside: number;
}

/**
 * What a backup holds as unfinished may have been done since. An effect goes on as one that was attempted, so that it
 * is looked up first; a delivery whose rule has not run would make new effects, so that a person decides.
 */
export async function distrustWork(client: FileClient): Promise<Distrusted> {
  const database = drizzle(client);
  const { rowsAffected: lookedUp } = await database
    .update(effects)
    .set({
      attempts: sql`max(${effects.attempts}, 1)`,
      firstAttemptAt: sql`coalesce(${effects.firstAttemptAt}, ${effects.createdAt})`,
    })
    .where(inArray(effects.state, ["blocked", "waiting", "leased"]));
  // Klaviyo's carrier looks only for what it marked as perhaps sent.
  const atKlaviyo = database
    .select({ id: conversations.id })
    .from(conversations)
    .where(eq(conversations.carrier, "klaviyo"));
  await database
    .update(messages)
    .set({ state: "unknown" })
    .where(and(eq(messages.state, "queued"), inArray(messages.conversationId, atKlaviyo)));
  const { rowsAffected: setAside } = await database
    .update(deliveries)
    .set({ state: "failed", error: "It waited when the backup was made, and may have been handled since." })
    .where(eq(deliveries.state, "waiting"));
  return { lookedUp, setAside };
}
