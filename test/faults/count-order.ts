import type { Conversation } from "./conversations.ts";
import { precedes } from "./ledger.ts";
import type { Place } from "./place.ts";
import { textsOnTickets } from "./texts-on-tickets.ts";

/**
 * Where a conversation's order was not kept: what was said first, and acknowledged before the other was first sent,
 * must also be carried out first. Others were under way at the same time, or were turned round on their way: either may
 * come first, since what is missed is also read from the carrier's list.
 */
export function countOrder({ gateway, carrier, sandbox }: Place, held: Conversation[]): string[] {
  const { ledger } = gateway;
  const placeOnTicket = positions(textsOnTickets(sandbox));
  const entryOf = (commentId: number) => ledger.find(`comment:${commentId}`);
  return held.flatMap(({ phone, texts, replies }) => {
    const placeOfSms = positions(carrier.repliesTo(phone));
    return [
      ...inversions(texts, placeOnTicket, (one, other) => carrier.precedes(one.id, other.id)),
      ...inversions(saidOnce(replies), placeOfSms, (one, other) =>
        precedes(entryOf(one.commentId), entryOf(other.commentId)),
      ),
    ];
  });
}

/** Replies of the same words can't be told apart: one of them may be a question. */
const saidOnce = (replies: Conversation["replies"]) =>
  replies.filter(({ body }) => replies.filter((other) => other.body === body).length === 1);

/** Where each key is; what is there more than once has no one place. */
function positions(keys: string[]): Map<string, number> {
  const found = new Map<string, number>();
  const more = new Set<string>();
  for (const [index, key] of keys.entries()) {
    if (found.has(key)) more.add(key);
    found.set(key, index);
  }
  for (const key of more) found.delete(key);
  return found;
}

function inversions<Said extends { body: string }>(
  said: Said[],
  places: Map<string, number>,
  comesFirst: (one: Said, other: Said) => boolean,
): string[] {
  return said.flatMap((one, index) =>
    said.slice(index + 1).flatMap((other) => {
      const [first, second] = [places.get(one.body), places.get(other.body)];
      const wrong = first !== undefined && second !== undefined && first > second && comesFirst(one, other);
      return wrong ? [`“${other.body}” overtook “${one.body}”`] : [];
    }),
  );
}
