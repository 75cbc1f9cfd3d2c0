import type { Conversation } from "./conversations.ts";
import type { Entry } from "./ledger.ts";
import type { Place } from "./place.ts";

/**
 * Where a conversation's order was not kept: of two deliveries, the one that was acknowledged before the other was
 * first sent must also be carried out first. Others were under way at the same time, and either may come first.
 */
export function countOrder({ gateway, sandbox }: Place, held: Conversation[]): string[] {
  const { ledger } = gateway;
  const comments = [...sandbox.zendesk.state.audits.values()].flat().toSorted((a, b) => a.id - b.id);
  const placeOfComment = positions(comments.flatMap(({ comment }) => (comment ? [comment.body] : [])));
  const sent = [...sandbox.twilio.state.messages.values()];
  const placeOfSms = positions(
    sent.flatMap(({ direction, to, body }) => (direction === "outbound-api" ? [`${to} ${body}`] : [])),
  );
  return held.flatMap(({ phone, texts, replies }) => [
    ...inversions(
      texts.map(({ body, sid }) => ({
        name: body,
        at: placeOfComment.get(body),
        entry: ledger.find(`text:${sid}`),
      })),
    ),
    ...inversions(
      replies.map(({ body, commentId }) => ({
        name: body,
        at: placeOfSms.get(`${phone} ${body}`),
        entry: ledger.find(`comment:${commentId}`),
      })),
    ),
  ]);
}

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

interface Said {
  name: string;
  at: number | undefined;
  entry: Entry | null;
}

function inversions(said: Said[]): string[] {
  return said.flatMap((one) =>
    said.flatMap((other) => {
      const before = precedes(one.entry, other.entry);
      const wrong = before && one.at !== undefined && other.at !== undefined && one.at > other.at;
      return wrong ? [`“${other.name}” overtook “${one.name}”`] : [];
    }),
  );
}

const precedes = (one: Entry | null, other: Entry | null) =>
  one?.acknowledgedAt != null && other !== null && one.acknowledgedAt < other.firstSentAt;
