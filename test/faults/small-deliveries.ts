import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { sign } from "../sandbox/twilio/signature.ts";
import type { Place } from "./place.ts";

/** Work that may wait before no more of the small deliveries are sent. */
const MOST_WAITING = 400;
const LOOK_MS = 200;
const TWICE = 0.05;
const OVERTAKEN = 0.1;
const OVERTAKEN_BY_MS = 300;

interface Small {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/**
 * Webhooks of which nothing follows, for the number: agents' internal notes, the carrier's word on texts that are not
 * ours, and customers who say START again. 5 % come twice, 10 % are overtaken by later ones.
 */
export async function sendSmallDeliveries(
  place: Place,
  { sideBySide, enough }: { sideBySide: number; enough: () => boolean },
): Promise<void> {
  const { gateway, random } = place;
  const make = createSmallDeliveries(place);
  let crowded = false;

  async function send({ url, headers, body }: Small): Promise<void> {
    if (random() < OVERTAKEN) await wait(random() * OVERTAKEN_BY_MS);
    const { pathname, search } = new URL(url);
    const copies = random() < TWICE ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) await gateway.deliver(pathname + search, headers, body);
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

function createSmallDeliveries({ sandbox: { zendesk, twilio, world }, random }: Place): () => Small {
  const hook = [...zendesk.state.webhooks.values()][0];
  const number = [...twilio.state.numbers.values()].find(({ smsUrl }) => smsUrl !== "");
  if (!hook || !number) throw new Error("The account is not connected.");
  const { authToken } = twilio.credentials;
  const textsUrl = number.smsUrl.replace(/#.*/, "");
  const sid = () => `SM${randomUUID().replaceAll("-", "")}`;

  function internalNote(): Small {
    const id = randomUUID();
    const now = new Date().toISOString();
    const body = JSON.stringify({
      type: "zen:event-type:ticket.comment_added",
      id,
      time: now,
      detail: {
        id: String(1 + Math.floor(random() * 500)),
        requester_id: "1",
        external_id: null,
        status: "OPEN",
        updated_at: now,
      },
      event: {
        comment: { id, body: "Noted.", is_public: false, author: { id: "2", is_staff: true, name: "" } },
      },
    });
    const signature = createHmac("sha256", hook!.signing_secret)
      .update(now + body)
      .digest("base64");
    const headers = {
      "content-type": "application/json",
      "x-zendesk-webhook-signature": signature,
      "x-zendesk-webhook-signature-timestamp": now,
    };
    return { url: hook!.endpoint, headers, body };
  }

  function fromTwilio(url: string, params: Record<string, string>): Small {
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": sign(authToken, url, params),
    };
    return { url, headers, body: new URLSearchParams(params).toString() };
  }

  const status = () =>
    fromTwilio(`${textsUrl.replace(/texts$/, "status")}?message=${randomUUID()}`, {
      MessageSid: sid(),
      MessageStatus: "delivered",
    });
  const keyword = () =>
    fromTwilio(textsUrl, {
      MessageSid: sid(),
      From: `+49152${10_000_000 + Math.floor(random() * 200)}`,
      To: world.smsNumber,
      Body: "START",
    });

  return () => {
    const drawn = random();
    if (drawn < 0.55) return internalNote();
    return drawn < 0.95 ? status() : keyword();
  };
}
