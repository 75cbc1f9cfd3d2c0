import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { SignedWebhook } from "./carriers/carrier.ts";
import type { Place } from "./place.ts";

/** Work that may wait before no more of the small deliveries are sent. */
const MOST_WAITING = 400;
const LOOK_MS = 200;
const TWICE = 0.05;
const OVERTAKEN = 0.1;
const OVERTAKEN_BY_MS = 300;

/**
 * Webhooks of which nothing follows, for the number: agents' internal notes, and the carrier's. 5 % come twice, 10 %
 * are overtaken by later ones.
 */
export async function sendSmallDeliveries(
  place: Place,
  { sideBySide, enough }: { sideBySide: number; enough: () => boolean },
): Promise<void> {
  const { gateway, carrier, random } = place;
  const { smallDelivery: fromCarrier } = carrier;
  const noteInternally = createInternalNotes(place);
  const make = () => (fromCarrier === null || random() < 0.55 ? noteInternally() : fromCarrier());
  let crowded = false;

  async function send({ url, headers, body }: SignedWebhook): Promise<void> {
    if (random() < OVERTAKEN) await wait(random() * OVERTAKEN_BY_MS);
    const { pathname, search } = new URL(url);
    const copies = random() < TWICE ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const status = await gateway.deliver(pathname + search, headers, body);
      if (status >= 400 && status < 500) throw new Error(`${pathname} answered ${status} to a good webhook.`);
    }
  }

  async function oneAfterTheOther(): Promise<void> {
    while (!enough()) {
      if (crowded) await wait(LOOK_MS);
      else await send(make());
    }
  }

  async function watch(): Promise<void> {
    while (!enough()) {
      crowded = ((await place.backlog()) ?? 0) > MOST_WAITING;
      await wait(LOOK_MS);
    }
  }

  await Promise.all([watch(), ...Array.from({ length: sideBySide }, oneAfterTheOther)]);
}

function createInternalNotes({ sandbox: { zendesk }, random }: Place): () => SignedWebhook {
  const [hook] = zendesk.state.webhooks.values();
  if (!hook) throw new Error("The account is not connected.");
  const someId = (most: number) => String(1 + Math.floor(random() * most));
  return () => {
    const id = randomUUID();
    const now = new Date().toISOString();
    const body = JSON.stringify({
      type: "zen:event-type:ticket.comment_added",
      id,
      time: now,
      detail: {
        id: someId(500),
        requester_id: "1",
        external_id: null,
        status: "OPEN",
        updated_at: now,
      },
      event: {
        comment: {
          id: someId(1e12),
          body: "Noted.",
          is_public: false,
          author: { id: "2", is_staff: true, name: "" },
        },
      },
    });
    const signature = createHmac("sha256", hook.signing_secret)
      .update(now + body)
      .digest("base64");
    const headers = {
      "content-type": "application/json",
      "x-zendesk-webhook-signature": signature,
      "x-zendesk-webhook-signature-timestamp": now,
    };
    return { url: hook.endpoint, headers, body };
  };
}
