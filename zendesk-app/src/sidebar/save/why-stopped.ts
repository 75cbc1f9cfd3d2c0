import { whyNotSent } from "@sidethread/shared/outbound-rules";
import type { Reply } from "@sidethread/shared/sidebar";
import type { Comment } from "../../zaf/comment.ts";
import { isCustomer, isWindowOpen, type ReplyBlock } from "../thread/reply-block.ts";

/** What the backend has looked at already when it says that a reply is possible. */
const REACHABLE = {
  connected: true,
  enabled: true,
  consent: "subscribed",
  answerable: true,
  customerWroteFirst: true,
} as const;

/** Whether a comment is one that customers see. */
export function isReply({ isPublic, text, files }: Comment): boolean {
  return isPublic && (text.trim() !== "" || files.length > 0);
}

/** Why a ticket must not be saved with a reply; null when it may. */
export function whyStopped(
  reply: Reply,
  { text, files }: Comment,
  agentEmail: string | null,
  now: number,
): ReplyBlock | null {
  if (!reply.possible) {
    return reply.reason === "no_conversation" ? null : { reason: reply.reason, since: reply.since };
  }
  const reason = whyNotSent({
    ...REACHABLE,
    windowOpen: isWindowOpen(reply, now),
    agentIsCustomer: isCustomer(reply, agentEmail),
    text,
    // The host tells of no sizes: the server looks at them.
    pictures: files.map((contentType) => ({ contentType, bytes: 0 })),
    takes: reply.pictures,
  });
  return reason && { reason, since: reason === "window_closed" ? reply.until : null };
}
