import type { Client } from "@libsql/client";
import type { Conversation } from "./conversations.ts";
import { type Tally, tallyUp } from "./tally.ts";

/** What came of texts that others sent: each once in its thread, and none of them our own reply. */
export async function countMirrored(client: Client, held: Conversation[], tally: Tally): Promise<void> {
  const { rows } = await client.execute(`
    SELECT theirs, text FROM messages JOIN conversations ON conversations.id = messages.conversation_id
    WHERE origin IN ('inbox', 'campaign', 'flow')`);
  const mirrored = tallyUp(rows.map(({ theirs, text }) => `${theirs} ${text}`));
  for (const { phone, fromInbox } of held) {
    for (const body of fromInbox) {
      const key = `${phone} ${body}`;
      tally(`mirrored “${body}”`, mirrored.get(key) ?? 0, 1, 1);
      mirrored.delete(key);
    }
  }
  for (const [key, found] of mirrored) tally(`mirrored, though it is ours: ${key}`, found, 0, 0);
}
