import { eventually } from "../kit/wait.ts";
import { commentsOf } from "../sandbox/zendesk/tickets/history.ts";
import { createFaultyAgent } from "./agent.ts";
import { PATIENCE } from "./patience.ts";
import type { Place } from "./place.ts";
import { textsIn } from "./texts-on-tickets.ts";

/** What was said in one conversation, in the order in which it was said. */
export interface Conversation {
  phone: string;
  /** Whether the customer agreed to texts: otherwise none may reach a ticket. */
  consented: boolean;
  /** By the id that the delivery of each has. */
  texts: { body: string; id: string }[];
  replies: { body: string; commentId: number }[];
  /** What colleagues answered in the carrier's own inbox. */
  fromInbox: string[];
}

export interface Conversations {
  held: Conversation[];
  /** Resolves when so many conversations are over, and `enough` says so. */
  finished: Promise<void>;
}

/** Customers who text and agents who answer and close tickets, so many conversations side by side. */
export function holdConversations(
  place: Place,
  { wanted, sideBySide, rounds, enough }: ConversationOptions,
): Conversations {
  const { sandbox, carrier, random } = place;
  const { zendesk } = sandbox;
  const held: Conversation[] = [];
  const agent = createFaultyAgent(sandbox);
  const ticketOf = new Map<string, number>();
  const look = (ticketId: number) => {
    const newest = commentsOf(zendesk.state, ticketId).at(-1);
    for (const text of textsIn(newest?.body ?? "")) ticketOf.set(text, ticketId);
  };
  zendesk.events.on("ticket", look);
  const chance = (share: number) => random() < share;
  const upTo = (most: number) => 1 + Math.floor(random() * most);

  async function playRound(conversation: Conversation, name: string): Promise<void> {
    const { phone, consented, texts, replies, fromInbox } = conversation;
    let last = "";
    for (let count = upTo(3); count > 0; count -= 1) {
      last = `${name} text ${count}`;
      const id = carrier.text(phone, last);
      texts.push({ body: last, id });
      const isWatched = count === 1 || chance(0.7);
      if (isWatched && !(await carrier.wasTaken(id)) && count === 1) return;
    }
    if (!consented) return;
    const ticketId = await eventually(() => ticketOf.get(last), PATIENCE).catch(() => null);
    if (ticketId === null) return;
    for (let count = upTo(3) - 1; count > 0; count -= 1) {
      // Now and then an agent writes the same words again: two replies, and so two texts.
      const body = chance(0.1) ? "Thank you!" : `${name} reply ${count}`;
      const made = await agent.reply(ticketId, body);
      if (made) replies.push({ body, ...made });
    }
    if (carrier.answerInInbox && chance(0.15)) {
      const body = `${name} from the inbox`;
      carrier.answerInInbox(phone, body);
      fromInbox.push(body);
    }
    if (chance(0.15)) await agent.setStatus(ticketId, "solved");
    if (chance(0.1)) await agent.setStatus(ticketId, "closed");
  }

  async function play(index: number): Promise<void> {
    const phone = `+49151${String(10_000_000 + index)}`;
    const consented = index % 10 !== 9;
    const conversation: Conversation = { phone, consented, texts: [], replies: [], fromInbox: [] };
    held.push(conversation);
    while (consented && !(await carrier.wasTaken(carrier.text(phone, "START"))));
    for (let round = 0; round < rounds; round += 1) await playRound(conversation, `#${index}.${round}`);
  }

  let next = 0;
  async function oneAfterTheOther(): Promise<void> {
    while (next < wanted || !enough()) {
      const index = next;
      next += 1;
      await play(index);
    }
  }
  const finished = Promise.all(Array.from({ length: sideBySide }, oneAfterTheOther)).then(() => {
    zendesk.events.off("ticket", look);
  });
  return { held, finished };
}

export interface ConversationOptions {
  wanted: number;
  sideBySide: number;
  /** How often the customer texts and the agent answers, in each. */
  rounds: number;
  /** Whether the run may end; conversations go on until then. */
  enough: () => boolean;
}
