import type { Message, TextChannel } from "@sidethread/shared/sidebar";

/** A reply that Zendesk has taken and the backend has not shown yet. */
export interface PendingReply {
  id: string;
  channel: TextChannel;
  text: string;
  at: string;
  /** The messages that were there before it. */
  known: string[];
}

const PREFIX = "pending-";

/** A reply as it is sent, over a thread that shows these messages. */
export function pendingReply(
  text: string,
  channel: TextChannel,
  messages: Message[],
  now: Date,
): PendingReply {
  const at = now.toISOString();
  return { id: PREFIX + at, channel, text, at, known: messages.map(({ id }) => id) };
}

/** Whether a message is a reply that the backend has not shown yet. */
export function isPending({ id }: Message): boolean {
  return id.startsWith(PREFIX);
}

/** The replies that the thread does not show yet; each message stands for one reply at most. */
export function stillPending(pending: PendingReply[], messages: Message[]): PendingReply[] {
  const taken = new Set<string>();
  return pending.filter((reply) => {
    const match = messages.find(
      ({ id, direction, text }) =>
        direction === "outbound" &&
        !taken.has(id) &&
        !reply.known.includes(id) &&
        normal(text) === normal(reply.text),
    );
    if (match) taken.add(match.id);
    return !match;
  });
}

/** Zendesk trims and folds white space on the way. */
function normal(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
