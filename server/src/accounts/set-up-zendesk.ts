import type { ZendeskClient } from "../vendors/zendesk/client.ts";
import { SUBSCRIBED_EVENTS } from "../vendors/zendesk/events.ts";
import { eventType } from "../vendors/zendesk/webhooks-api.ts";

const NAME = "Sidethread";

/** Has Zendesk tell us of tickets, at this address alone; mends what somebody changed. Returns what it signs with. */
export async function setUpZendesk(zendesk: ZendeskClient, endpoint: string): Promise<string> {
  const [first, ...others] = await listOurs(zendesk, endpoint);
  const isComplete = SUBSCRIBED_EVENTS.every((event) => first?.subscriptions.includes(eventType(event)));
  const kept = first && isComplete ? first : null;
  const webhook = kept ?? (await zendesk.createWebhook({ name: NAME, endpoint, events: SUBSCRIBED_EVENTS }));
  if (kept && (kept.endpoint !== endpoint || kept.status !== "active")) {
    await zendesk.mendWebhook(kept.id, endpoint);
  }
  for (const { id } of first && !kept ? [first, ...others] : others) await zendesk.deleteWebhook(id);
  return zendesk.getSigningSecret(webhook.id);
}

/** Has Zendesk tell us nothing any more. */
export async function removeZendeskWebhooks(zendesk: ZendeskClient, endpoint: string): Promise<void> {
  for (const { id } of await listOurs(zendesk, endpoint)) await zendesk.deleteWebhook(id);
}

/** Our webhooks, wherever this server was when they were made: the end of the address is the connection's own. */
async function listOurs(zendesk: ZendeskClient, endpoint: string) {
  const { pathname } = new URL(endpoint);
  return (await zendesk.listWebhooks()).filter((one) => one.endpoint.endsWith(pathname));
}
