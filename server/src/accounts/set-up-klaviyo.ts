import type { KlaviyoClient } from "../vendors/klaviyo/client.ts";
import { textMetrics, topicOf } from "../vendors/klaviyo/text-metrics.ts";
import { VendorError } from "../vendors/vendor-error.ts";
import type { Connection } from "./connection-store.ts";

type Details = Connection<"klaviyo">["details"];

interface Hook {
  hookKey: string;
  publicUrl: string;
  secret: string;
}

/** Has Klaviyo tell us of texts, where the account may have webhooks, and learns whether it may send any. */
export async function setUpKlaviyo(
  klaviyo: KlaviyoClient,
  hook: Hook,
  known: Pick<Details, "webhook" | "maySend">,
): Promise<Pick<Details, "webhook" | "maySend">> {
  return {
    webhook: await settleWebhook(klaviyo, hook, known.webhook?.topics ?? []).catch((error) => {
      if (error instanceof VendorError && error.status === 403) return null;
      throw error;
    }),
    maySend: known.maySend || (await klaviyo.maySend()),
  };
}

/** Our webhook: made where there is none, switched on again where Klaviyo gave it up. */
async function settleWebhook(
  klaviyo: KlaviyoClient,
  { hookKey, publicUrl, secret }: Hook,
  known: string[],
): Promise<Details["webhook"]> {
  const offered = await klaviyo.listWebhookTopics();
  const topics = textMetrics.map(topicOf).filter((topic) => offered.includes(topic));
  // Klaviyo does not show a webhook's address, so it is known by its name.
  const name = `Sidethread ${hookKey.slice(0, 8)}`;
  const endpoint = `${publicUrl}/webhooks/klaviyo/${hookKey}`;
  const found = (await klaviyo.listWebhooks()).find(({ attributes }) => attributes.name === name);
  const { id, attributes } = found ?? (await klaviyo.createWebhook({ name, endpoint, secret, topics }));
  const { enabled, created_at } = attributes;
  const isComplete = !found || topics.every((topic) => known.includes(topic));
  if (!enabled || !isComplete) await klaviyo.enableWebhook(id, topics);
  return { topics, since: created_at ? new Date(created_at) : new Date() };
}
