import type { Conversation } from "../conversation-store.ts";

const WINDOW_MS = 24 * 60 * 60_000;

type Texted = Pick<Conversation, "channel" | "lastTextAt">;

/** Until when the channel lets us answer; null where it sets no end. */
export function answerableUntil({ channel, lastTextAt }: Texted): Date | null {
  if (channel !== "whatsapp") return null;
  return new Date((lastTextAt?.getTime() ?? 0) + WINDOW_MS);
}

export function isWindowOpen(conversation: Texted, now: Date): boolean {
  const until = answerableUntil(conversation);
  return until === null || now < until;
}
