import type { CustomerText } from "../sandbox/klaviyo/receive-text.ts";
import { answerTo, customerAt, type Started } from "./klaviyo-caller.ts";

const SHOP = "+4917604069099";

/** A seeded customer with a phone, and what Klaviyo notes of them from the test's start. */
export async function personAt({ klaviyo, call, clock }: Started, mailbox = "maren.voss") {
  const { id, attributes } = await customerAt(call, mailbox);
  const phone = attributes.phone_number;
  const start = clock.now.toISOString().slice(0, 19);

  async function events() {
    const query = `filter=equals(profile_id,"${id}"),greater-or-equal(datetime,${start}Z)&include=metric&sort=datetime`;
    const { all, included } = await call("GET", `/api/events?${query}`);
    const names = new Map(included.map((metric) => [metric.id, metric.attributes.name]));
    return all.map(({ id, attributes, relationships }) => ({
      id,
      metric: names.get(relationships.metric.data.id),
      properties: attributes.event_properties,
    }));
  }

  return {
    phone,
    text: (body: string, more: Partial<CustomerText> = {}) =>
      klaviyo.text({ from: phone, to: SHOP, body, ...more }),
    profile: () => customerAt(call, mailbox),
    events,
    metrics: async () => (await events()).map(({ metric }) => metric),
    /** Answers through the API, and waits until the answer has arrived or failed; gives the API's status. */
    async answer(body: string, channel = "sms") {
      const { all } = await call("GET", `/api/profiles/${id}/conversations`);
      const conversation = all.find((one) => one.attributes.channel === channel);
      const data = answerTo(conversation?.id ?? "nowhere", body);
      const { status } = await call("POST", "/api/conversation-messages", data);
      await klaviyo.idle();
      return status;
    },
  };
}
