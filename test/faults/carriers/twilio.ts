import { randomUUID } from "node:crypto";
import { eventually } from "../../kit/wait.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { sign } from "../../sandbox/twilio/signature.ts";
import { type Ledger, precedes } from "../ledger.ts";
import { PATIENCE } from "../patience.ts";
import type { FaultyCarrier, SignedWebhook } from "./carrier.ts";

/** Twilio: it tells of a text a few times, then gives up. */
export function twilioCarrier(
  { twilio, world }: Sandbox,
  ledger: Ledger,
  random: () => number,
): FaultyCarrier {
  const { messages } = twilio.state;
  const entryOf = (sid: string) => ledger.find(`text:${sid}`);
  const isAcknowledged = (sid: string) => entryOf(sid)?.acknowledgedAt != null;

  return {
    beginFaults: () => undefined,
    text: (from, body) => twilio.text({ from, to: world.smsNumber, body }).sid,
    async wasTaken(sid) {
      await eventually(() => isAcknowledged(sid) || messages.get(sid)?.webhook === "refused", PATIENCE);
      return isAcknowledged(sid);
    },
    isOwed: isAcknowledged,
    isAllTold: () => true,
    precedes: (one, other) => precedes(entryOf(one), entryOf(other)),
    answerInInbox: null,
    repliesTo: (phone) =>
      [...messages.values()].flatMap(({ direction, to, body }) =>
        direction === "outbound-api" && to === phone ? [body] : [],
      ),
    smallDelivery: createSmallDelivery(twilio, world.smsNumber, random),
    stop: () => undefined,
  };
}

/** The carrier's word on texts that are not ours, and customers who say START again. */
function createSmallDelivery(
  { state, credentials }: Sandbox["twilio"],
  ours: string,
  random: () => number,
): () => SignedWebhook {
  const textsUrl = [...state.numbers.values()].find(({ smsUrl }) => smsUrl !== "")?.smsUrl.replace(/#.*/, "");
  if (!textsUrl) throw new Error("Twilio has no address for texts.");
  const signed = (url: string, params: Record<string, string>): SignedWebhook => {
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": sign(credentials.authToken, url, params),
    };
    return { url, headers, body: new URLSearchParams(params).toString() };
  };
  const newSid = () => `SM${randomUUID().replaceAll("-", "")}`;
  const statusUrl = textsUrl.replace(/texts$/, "status");

  return () => {
    if (random() < 0.9) {
      const told = { MessageSid: newSid(), MessageStatus: "delivered" };
      return signed(`${statusUrl}?message=${randomUUID()}`, told);
    }
    const From = `+49152${10_000_000 + Math.floor(random() * 200)}`;
    return signed(textsUrl, { MessageSid: newSid(), From, To: ours, Body: "START" });
  };
}
