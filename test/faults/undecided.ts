import type { Client } from "@libsql/client";

/** A reply of which the server does not know, by now, whether it went out. */
export interface UnknownReply {
  /** The customer's phone. */
  theirs: string;
  text: string;
  /** While the server still looks for it: all that waits in its conversation, the look itself counted. */
  waiting: number;
}

export async function listUnknownReplies(client: Client): Promise<UnknownReply[]> {
  const { rows } = await client.execute(`
    SELECT theirs, text, iif(reason IS NOT NULL, 0, (SELECT count(*) FROM effects
      WHERE order_key = 'conversation:' || conversations.id AND effects.state IN ('blocked', 'waiting', 'leased')
    )) AS waiting
    FROM messages JOIN conversations ON conversations.id = messages.conversation_id
    WHERE messages.state = 'unknown'`);
  return rows.map(({ theirs, text, waiting }) => ({
    theirs: String(theirs),
    text: String(text),
    waiting: Number(waiting),
  }));
}
