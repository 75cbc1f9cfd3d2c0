import { touchConnection } from "../../accounts/connection-store.ts";
import { recordOwnWord } from "../../profiles/consent-store.ts";
import { parseStatus } from "../../vendors/twilio/webhooks.ts";
import type { DeliveryHandler } from "../../work/handlers.ts";
import { getConversation } from "../conversation-store.ts";
import { advanceMessage, findMessage } from "../message-store.ts";
import { reasonFromTwilio, stateFromTwilio } from "./delivery-state.ts";
import { requestNotSentNote } from "./note-on-ticket.ts";

/** The carrier's word on a text that we sent; a failure is told on the ticket. */
export const receiveStatus: DeliveryHandler = async (tx, delivery) => {
  const { scope } = delivery;
  const form = new URLSearchParams(delivery.body);
  const told = parseStatus(form);
  if (!told) throw new Error("The delivery is no status.");
  const { sid, status, errorCode } = told;
  await touchConnection(tx, scope, "twilio", delivery.receivedAt);
  const message = await findMessage(tx, scope, form.get("message") ?? "");
  const state = stateFromTwilio(status);
  if (!message || !state) return;

  const reason = reasonFromTwilio(errorCode);
  const moved = await advanceMessage(tx, scope, message.id, {
    state,
    carrierId: sid,
    ...(state === "failed" ? { reason } : {}),
  });
  if (!moved || state !== "failed") return;
  if (reason === "opted_out") {
    const { profileId, channel } = await getConversation(tx, scope, message.conversationId);
    const since = delivery.receivedAt;
    await recordOwnWord(tx, scope, profileId, { channel, source: "carrier", state: "unsubscribed", since });
  }
  await requestNotSentNote(tx, scope, message, reason, delivery.traceId);
};
