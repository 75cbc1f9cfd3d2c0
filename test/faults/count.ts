import { type Client, createClient } from "@libsql/client";
import type { Conversation } from "./conversations.ts";
import { countOrder } from "./count-order.ts";
import type { Place } from "./place.ts";

export interface Count {
  lost: number;
  duplicated: number;
  out_of_order: number;
  open_questions: number;
  /** What is wrong, in words; the first of it. */
  findings: string[];
}

/** Counts at the vendors what came of everything that was acknowledged. */
export async function count(place: Place, held: Conversation[]): Promise<Count> {
  const { gateway, sandbox, databaseFile } = place;
  const client = createClient({ url: `file:${databaseFile}` });
  const questions = await openQuestions(client);
  const findings: string[] = [];
  let lost = 0;
  let duplicated = 0;
  const tally = (what: string, found: number, least: number, most: number) => {
    lost += Math.max(0, least - found);
    duplicated += Math.max(0, found - most);
    if (found < least || found > most) findings.push(`${what}: ${found} instead of ${least} to ${most}`);
  };

  const comments = tallyUp(
    [...sandbox.zendesk.state.audits.values()]
      .flat()
      .flatMap(({ comment }) => (comment ? [comment.body] : [])),
  );
  const sms = tallyUp(
    [...sandbox.twilio.state.messages.values()]
      .filter(({ direction }) => direction === "outbound-api")
      .map(({ to, body }) => `${to} ${body}`),
  );
  const wasAcknowledged = (fact: string) => gateway.ledger.find(fact)?.acknowledgedAt != null;

  for (const { phone, consented, texts, replies } of held) {
    for (const { body, sid } of texts) {
      const found = comments.get(body) ?? 0;
      tally(
        `comment “${body}”`,
        found,
        consented && wasAcknowledged(`text:${sid}`) ? 1 : 0,
        consented ? 1 : 0,
      );
    }
    for (const body of new Set(replies.map((reply) => reply.body))) {
      const made = replies.filter((reply) => reply.body === body);
      const told = made.filter(({ commentId }) => wasAcknowledged(`comment:${commentId}`)).length;
      const asked = questions.get(`${phone} ${body}`) ?? 0;
      tally(`SMS “${body}” to ${phone}`, sms.get(`${phone} ${body}`) ?? 0, told - asked, made.length);
    }
  }

  const events = tallyUp(
    sandbox.klaviyo.events.map(({ metric, properties }) => `${metric} ${properties.Ticket_id}`),
  );
  for (const { id, status } of sandbox.zendesk.state.tickets.values()) {
    if (wasAcknowledged(`opened:${id}`))
      tally(`Opened Ticket ${id}`, events.get(`Opened Ticket ${id}`) ?? 0, 1, 1);
    if (status === "closed" && wasAcknowledged(`closed:${id}`))
      tally(`Resolved Ticket ${id}`, events.get(`Resolved Ticket ${id}`) ?? 0, 1, 1);
  }

  const kept = await handledDeliveries(client);
  for (const { source, deliveryId } of gateway.ledger.acknowledged()) {
    tally(`handled delivery ${source} ${deliveryId}`, kept.get(`${source} ${deliveryId}`) ?? 0, 1, 1);
  }
  client.close();
  const inverted = countOrder(place, held);
  return {
    lost,
    duplicated,
    out_of_order: inverted.length,
    open_questions: [...questions.values()].reduce((sum, one) => sum + one, 0),
    findings: [...findings, ...inverted].slice(0, 30),
  };
}

const tallyUp = (keys: string[]): Map<string, number> => {
  const found = new Map<string, number>();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
};

/** Replies of which the server says that it does not know whether they went out. */
async function openQuestions(client: Client): Promise<Map<string, number>> {
  const { rows } = await client.execute(`
    SELECT theirs, text FROM messages JOIN conversations ON conversations.id = messages.conversation_id
    WHERE state = 'unknown'`);
  return tallyUp(rows.map(({ theirs, text }) => `${theirs} ${text}`));
}

async function handledDeliveries(client: Client): Promise<Map<string, number>> {
  const { rows } = await client.execute("SELECT source, delivery_id FROM deliveries WHERE state = 'handled'");
  return tallyUp(rows.map((row) => `${row.source} ${row.delivery_id}`));
}
