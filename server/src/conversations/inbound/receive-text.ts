import { touchConnection } from "../../accounts/connection-store.ts";
import { parseText } from "../../vendors/twilio/webhooks.ts";
import type { DeliveryHandler } from "../../work/handlers.ts";
import { takeText } from "./take-text.ts";

/** A customer's text that Twilio brought. */
export const receiveText: DeliveryHandler = async (tx, { scope, body, receivedAt, traceId }) => {
  const text = parseText(new URLSearchParams(body));
  if (!text) throw new Error("The delivery is no text.");
  await touchConnection(tx, scope, "twilio", receivedAt);
  const { sid, sentAt, channel, from, to, pictures, optOut } = text;
  const at = sentAt ?? receivedAt;
  const words = text.body;
  await takeText(
    tx,
    scope,
    { channel, carrier: "twilio", carrierId: sid, from, to, text: words, pictures, at, optOut },
    traceId,
  );
};
