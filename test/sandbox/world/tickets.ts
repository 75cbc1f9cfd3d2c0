import { conversations } from "./conversations/all.ts";
import type { Conversation } from "./conversations/conversation.ts";
import { DAY_MS, type Draws, daysBefore, HOUR_MS } from "./draws.ts";
import { products } from "./products.ts";
import type { Order, Ticket } from "./world.ts";

/** Gives each conversation its dates and the order it is about. `orders`: oldest first. */
export function drawTickets(draws: Draws, orders: Order[], now: Date): Ticket[] {
  return conversations
    .toSorted((a, b) => b.daysAgo - a.daysAgo)
    .map((conversation, index) => toTicket(draws, `ticket-${index + 1}`, conversation, orders, now));
}

function toTicket(draws: Draws, key: string, conversation: Conversation, orders: Order[], now: Date): Ticket {
  const { said, about, brand, daysAgo, ...told } = conversation;
  const createdAt = daysBefore(now, daysAgo);
  const order = orderAbout(conversation, orders, createdAt);
  const pause = Math.min(6 * HOUR_MS, (daysAgo * DAY_MS) / (said.length + 1));
  let at = createdAt.getTime();
  const comments = said.map((spoken, index) => {
    if (index > 0) at += pause * draws.between(0.5, 1);
    const byAgent = /^[>#] /.test(spoken);
    return {
      author: byAgent ? ("assignee" as const) : ("requester" as const),
      public: !spoken.startsWith("# "),
      body: mention(byAgent ? spoken.slice(2) : spoken, order),
      at: new Date(at),
    };
  });
  const subject = mention(told.subject, order);
  return { ...told, key, brand: brand ?? "moorlicht", subject, createdAt, comments };
}

function orderAbout({ requester, about }: Conversation, orders: Order[], before: Date): Order | null {
  const product = products.find(({ key }) => key === about);
  if (!product) return null;
  const variants = new Set(product.variants.map(({ key }) => key));
  const order = orders.findLast(
    ({ customer, placedAt, lines }) =>
      customer === requester && placedAt < before && lines.some(({ variant }) => variants.has(variant)),
  );
  if (!order) throw new Error(`${requester} has no order with ${about} to write about`);
  return order;
}

const mention = (text: string, order: Order | null) =>
  order ? text.replaceAll("{order}", `#${order.number}`) : text;
