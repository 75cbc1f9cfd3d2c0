import { type Client, createClient } from "@libsql/client";
import type { Conversation } from "./conversations.ts";
import { countMirrored } from "./count-mirrored.ts";
import { countOrder } from "./count-order.ts";
import type { Place } from "./place.ts";
import { type Tally, tallyUp } from "./tally.ts";
import { textsOnTickets } from "./texts-on-tickets.ts";
import { listUnknownReplies } from "./undecided.ts";

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
  const { gateway, sandbox, carrier, databaseFile } = place;
  const client = createClient({ url: `file:${databaseFile}` });
  const unknown = await listUnknownReplies(client);
  const asked = tallyUp(unknown.map(({ theirs, text }) => `${theirs} ${text}`));
  const heldUp = new Set(unknown.flatMap(({ theirs, waiting }) => (waiting > 0 ? [theirs] : [])));
  const findings: string[] = [];
  let lost = 0;
  let duplicated = 0;
  const tally: Tally = (what, found, least, most) => {
    lost += Math.max(0, least - found);
    duplicated += Math.max(0, found - most);
    if (found < least || found > most) findings.push(`${what}: ${found} instead of ${least} to ${most}`);
  };

  const comments = tallyUp(textsOnTickets(sandbox));
  const wasAcknowledged = (fact: string) => gateway.ledger.find(fact)?.acknowledgedAt != null;

  for (const { phone, consented, texts, replies } of held) {
    const isSettled = !heldUp.has(phone);
    for (const { body, id } of texts) {
      const isOwed = consented && isSettled && carrier.isOwed(id);
      tally(`comment “${body}”`, comments.get(body) ?? 0, isOwed ? 1 : 0, consented ? 1 : 0);
    }
    const arrived = tallyUp(carrier.repliesTo(phone));
    for (const body of new Set(replies.map((reply) => reply.body))) {
      const made = replies.filter((reply) => reply.body === body);
      const told = made.filter(({ commentId }) => wasAcknowledged(`comment:${commentId}`)).length;
      const owed = isSettled ? told - (asked.get(`${phone} ${body}`) ?? 0) : 0;
      tally(`SMS “${body}” to ${phone}`, arrived.get(body) ?? 0, owed, made.length);
    }
  }
  await countMirrored(client, held, tally);

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
    open_questions: unknown.length,
    findings: [...findings, ...inverted].slice(0, 30),
  };
}

async function handledDeliveries(client: Client): Promise<Map<string, number>> {
  const { rows } = await client.execute("SELECT source, delivery_id FROM deliveries WHERE state = 'handled'");
  return tallyUp(rows.map((row) => `${row.source} ${row.delivery_id}`));
}
