import { createHmac, randomInt, randomUUID } from "node:crypto";

/** Where signed events go, and what signs them. */
export interface EventTarget {
  path: string;
  signingSecret: string;
}

const TICKETS = 1000;
const FILLER = "The customer asked whether the coat comes in blue, and when it would be there. ".repeat(6);

/** An event of about 1 KB that Zendesk sends when an agent writes an internal note, signed; each has its own id. */
export function signedEvent({ signingSecret }: EventTarget) {
  const id = randomUUID();
  const ticketId = String(1 + Math.floor(Math.random() * TICKETS));
  const now = new Date().toISOString();
  const body = JSON.stringify({
    type: "zen:event-type:ticket.comment_added",
    account_id: 22129848,
    id,
    time: now,
    zendesk_event_version: "2022-11-06",
    subject: `zen:ticket:${ticketId}`,
    detail: {
      id: ticketId,
      requester_id: "7",
      external_id: null,
      status: "OPEN",
      updated_at: now,
      tags: ["sms"],
    },
    event: {
      comment: {
        id: String(randomInt(2 ** 47)),
        body: FILLER,
        is_public: false,
        author: { id: "9", is_staff: true, name: "Jonas Albrecht" },
      },
    },
  });
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "user-agent": "Zendesk Webhook",
    "x-zendesk-webhook-signature": createHmac("sha256", signingSecret)
      .update(now + body)
      .digest("base64"),
    "x-zendesk-webhook-signature-timestamp": now,
  };
  return { id, headers, body };
}
