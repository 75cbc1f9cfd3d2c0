import type { Context } from "../graphql/context.ts";
import { gid, idIn } from "../shop/ids.ts";
import type { WebhookSubscription } from "../shop/state.ts";
import { subscriptionView } from "../views/subscription.ts";
import { type UserError, userError } from "./user-error.ts";

interface SubscriptionInput {
  uri?: string | null;
  callbackUrl?: string | null;
  format?: string | null;
  includeFields?: string[] | null;
  filter?: string | null;
  name?: string | null;
}

interface CreateArgs {
  topic: string;
  webhookSubscription: SubscriptionInput;
}

/** Subscribes an address to a topic. */
export function webhookSubscriptionCreate(
  { topic, webhookSubscription: input }: CreateArgs,
  context: Context,
) {
  const { shop } = context;
  const uri = input.uri ?? input.callbackUrl ?? "";
  const at = new Date();
  const created: WebhookSubscription = {
    id: 0,
    topic,
    uri,
    includeFields: input.includeFields ?? [],
    filter: input.filter ?? null,
    name: input.name ?? null,
    createdAt: at,
    updatedAt: at,
  };
  const userErrors = findErrors(created, input, context);
  if (userErrors.length > 0) return { webhookSubscription: null, userErrors };
  created.id = shop.nextId("WebhookSubscription");
  shop.state.subscriptions.set(created.id, created);
  return { webhookSubscription: subscriptionView(created), userErrors: [] };
}

interface UpdateArgs {
  id: string;
  webhookSubscription: SubscriptionInput;
}

/** Changes what is given of a subscription. */
export function webhookSubscriptionUpdate({ id, webhookSubscription: input }: UpdateArgs, context: Context) {
  const known = context.shop.state.subscriptions.get(idIn("WebhookSubscription", id) ?? 0);
  if (!known) return { webhookSubscription: null, userErrors: [userError(["id"], MISSING)] };
  const changed: WebhookSubscription = {
    ...known,
    uri: input.uri ?? input.callbackUrl ?? known.uri,
    includeFields: input.includeFields ?? known.includeFields,
    filter: input.filter ?? known.filter,
    name: input.name ?? known.name,
    updatedAt: new Date(),
  };
  const userErrors = findErrors(changed, input, context);
  if (userErrors.length > 0) return { webhookSubscription: null, userErrors };
  context.shop.state.subscriptions.set(known.id, changed);
  return { webhookSubscription: subscriptionView(changed), userErrors: [] };
}

/** Ends a subscription. */
export function webhookSubscriptionDelete({ id }: { id: string }, { shop }: Context) {
  const number = idIn("WebhookSubscription", id) ?? 0;
  if (!shop.state.subscriptions.delete(number)) {
    return { deletedWebhookSubscriptionId: null, userErrors: [userError(["id"], MISSING)] };
  }
  return { deletedWebhookSubscriptionId: gid("WebhookSubscription", number), userErrors: [] };
}

const MISSING = "Webhook subscription does not exist";
const FIELD = ["webhookSubscription", "callbackUrl"];

function findErrors(
  wanted: WebhookSubscription,
  { format }: SubscriptionInput,
  { shop, scopes }: Context,
): UserError[] {
  const errors: UserError[] = [];
  if (!isReachable(wanted.uri)) errors.push(userError(FIELD, "Address is invalid"));
  if (format === "XML") errors.push(userError(["webhookSubscription", "format"], "Format is not supported"));
  const scope = scopeOf(wanted.topic);
  if (scope && !scopes.has(scope) && !scopes.has(scope.replace("read_", "write_"))) {
    const message = `You do not have permission to create or update webhooks with ${wanted.topic} topic.`;
    errors.push(userError(["topic"], message));
  }
  const same = Array.from(shop.state.subscriptions.values()).find(
    ({ id, topic, uri }) => id !== wanted.id && topic === wanted.topic && uri === wanted.uri,
  );
  if (same) errors.push(userError(FIELD, "Address for this topic has already been taken"));
  return errors;
}

/** https as at Shopify, and the loopback address, where a server under test is. */
function isReachable(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  return protocol === "https:" || (protocol === "http:" && /^(127\.|localhost$)/.test(hostname));
}

function scopeOf(topic: string): string | null {
  if (/^(ORDERS|REFUNDS|FULFILLMENTS)_/.test(topic)) return "read_orders";
  return topic.startsWith("CUSTOMERS_") ? "read_customers" : null;
}
