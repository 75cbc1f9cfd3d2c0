import type { KlaviyoClient } from "../vendors/klaviyo/client.ts";
import { textMetrics, topicOf } from "../vendors/klaviyo/text-metrics.ts";
import type { KlaviyoWebhook } from "../vendors/klaviyo/webhooks-api.ts";
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

/** Klaviyo does not show a webhook's whole address, so ours is known by its name. */
const nameOf = (hookKey: string) => `Sidethread ${hookKey.slice(0, 8)}`;

/** Our webhook: made where there is none, mended where Klaviyo gave it up or somebody changed it. */
async function settleWebhook(
  klaviyo: KlaviyoClient,
  { hookKey, publicUrl, secret }: Hook,
  known: string[],
): Promise<Details["webhook"]> {
  const offered = await klaviyo.listWebhookTopics();
  const topics = textMetrics.map(topicOf).filter((topic) => offered.includes(topic));
  const name = nameOf(hookKey);
  const endpoint = `${publicUrl}/webhooks/klaviyo/${hookKey}`;
  const found = (await klaviyo.listWebhooks()).find(({ attributes }) => attributes.name === name);
  const webhook = found ?? (await klaviyo.createWebhook({ name, endpoint, secret, topics }));
  if (found && !isSound(found, { endpoint, topics, known }))
    await klaviyo.mendWebhook(found.id, { endpoint, topics });
  const { created_at: createdAt } = webhook.attributes;
  return { topics, since: createdAt ? new Date(createdAt) : new Date() };
}

function isSound(
  { attributes, relationships }: KlaviyoWebhook,
  wanted: { endpoint: string; topics: string[]; known: string[] },
): boolean {
  const told = relationships?.["webhook-topics"].data?.map(({ id }) => id) ?? wanted.known;
  const isOurs = new URL(attributes.endpoint_url).origin === new URL(wanted.endpoint).origin;
  return attributes.enabled && isOurs && wanted.topics.every((topic) => told.includes(topic));
}

/** Removes our webhook, where there is one. */
export async function removeKlaviyoWebhook(klaviyo: KlaviyoClient, hookKey: string): Promise<void> {
  const name = nameOf(hookKey);
  const ours = (await klaviyo.listWebhooks()).filter(({ attributes }) => attributes.name === name);
  for (const { id } of ours) await klaviyo.deleteWebhook(id);
}
