import { eventually } from "../kit/wait.ts";
import type { Message } from "../sandbox/twilio/state.ts";
import { commentsOf } from "../sandbox/zendesk/tickets/history.ts";
import { createFaultyAgent } from "./agent.ts";
import type { Place } from "./place.ts";

/** What was said in one conversation, in the order in which it was said. */
export interface Conversation {
  phone: string;
  /** Whether the customer agreed to texts: otherwise none may reach a ticket. */
  consented: boolean;
  texts: { body: string; sid: string }[];
  replies: { body: string; commentId: number }[];
}

export interface Conversations {
  held: Conversation[];
  /** Resolves when so many conversations are over, and `enough` says so. */
  finished: Promise<void>;
}

const PATIENCE = { timeout: 90_000 };

/** Customers who text and agents who answer and close tickets, so many conversations side by side. */
export function holdConversations(
  place: Place,
  { wanted, sideBySide, rounds, enough }: ConversationOptions,
): Conversations {
  const { sandbox, gateway, random } = place;
  const { twilio, zendesk, world } = sandbox;
  const held: Conversation[] = [];
  const agent = createFaultyAgent(sandbox);
  const ticketOf = new Map<string, number>();
  const look = (ticketId: number) => {
    const newest = commentsOf(zendesk.state, ticketId).at(-1);
    if (newest) ticketOf.set(newest.body, ticketId);
  };
  zendesk.events.on("ticket", look);
  const chance = (share: number) => random() < share;
  const upTo = (most: number) => 1 + Math.floor(random() * most);

  function text({ phone }: Conversation, body: string): Message {
    return twilio.text({ from: phone, to: world.smsNumber, body });
  }
  const gaveUp = ({ webhook }: Message) => webhook === "refused";
  /** Whether a server acknowledged a text; false when the carrier gave up, and to us it is as if there were none. */
  async function wasTaken(message: Message): Promise<boolean> {
    const taken = () => gateway.ledger.find(`text:${message.sid}`)?.acknowledgedAt != null;
    await eventually(() => taken() || gaveUp(message), PATIENCE);
    return taken();
  }

  async function playRound(conversation: Conversation, name: string): Promise<void> {
    const { consented, texts, replies } = conversation;
    let last = "";
    for (let count = upTo(3); count > 0; count -= 1) {
      last = `${name} text ${count}`;
      const message = text(conversation, last);
      texts.push({ body: last, sid: message.sid });
      if (count === 1 || chance(0.7)) await wasTaken(message);
      if (count === 1 && gaveUp(message)) return;
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
    if (chance(0.15)) await agent.setStatus(ticketId, "solved");
    if (chance(0.1)) await agent.setStatus(ticketId, "closed");
  }

  async function play(index: number): Promise<void> {
    const phone = `+49151${String(10_000_000 + index)}`;
    const conversation: Conversation = { phone, consented: index % 10 !== 9, texts: [], replies: [] };
    held.push(conversation);
    while (conversation.consented && !(await wasTaken(text(conversation, "START"))));
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
