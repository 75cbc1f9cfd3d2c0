import type { ReachSituation } from "@sidethread/shared/outbound-rules";
import { isAnswerable } from "../../profiles/address.ts";
import type { Conversation } from "../conversation-store.ts";
import { isWindowOpen } from "./whatsapp-window.ts";

/** What a conversation says by itself of whether it can be answered now. */
export const reachOf = (
  conversation: Conversation,
): Pick<ReachSituation, "answerable" | "customerWroteFirst" | "windowOpen"> => ({
  answerable: isAnswerable(conversation.theirs),
  customerWroteFirst: conversation.lastTextAt !== null,
  windowOpen: isWindowOpen(conversation, new Date()),
});
