import { z } from "zod";
import { type Access, askWith, fixedAccess } from "../access.ts";
import type { Gate, KnownLimit } from "../gate.ts";
import { createTransport, type Transport } from "../transport.ts";
import { VendorError } from "../vendor-error.ts";
import {
  CUSTOMER_WITH_ORDERS,
  SCOPES,
  SHOP,
  UNINSTALL,
  UPDATED_ORDERS,
  WEBHOOK_CREATE,
  WEBHOOK_DELETE,
  WEBHOOKS,
} from "./operations.ts";

const VERSION = "2026-10";

/** `myshop.myshopify.com`, and nothing that could lead a request elsewhere. */
export const shopDomain = z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/);

const amount = z.object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }) });

const order = z.object({
  id: z.string(),
  legacyResourceId: z.string(),
  name: z.string(),
  processedAt: z.string(),
  updatedAt: z.string(),
  cancelledAt: z.string().nullable(),
  displayFinancialStatus: z.string().nullable(),
  displayFulfillmentStatus: z.string(),
  currentTotalPriceSet: amount,
  totalPriceSet: amount,
  lineItems: z.object({
    nodes: z.array(
      z.object({
        title: z.string(),
        variantTitle: z.string().nullable(),
        quantity: z.int(),
        originalUnitPriceSet: amount,
      }),
    ),
  }),
  fulfillments: z.array(
    z.object({
      displayStatus: z.string().nullable(),
      trackingInfo: z.array(
        z.object({
          company: z.string().nullable(),
          number: z.string().nullable(),
          url: z.string().nullable(),
        }),
      ),
    }),
  ),
});
export type ShopifyOrder = z.infer<typeof order>;

const customer = z.object({
  id: z.string(),
  legacyResourceId: z.string(),
  displayName: z.string(),
  numberOfOrders: z.string(),
  defaultEmailAddress: z.object({ emailAddress: z.string() }).nullable(),
  defaultPhoneNumber: z.object({ phoneNumber: z.string() }).nullable(),
  orders: z.object({ nodes: z.array(order) }),
});
export type ShopifyCustomer = z.infer<typeof customer>;

const changedOrder = z.object({
  id: z.string(),
  updatedAt: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  customer: z.object({ legacyResourceId: z.string() }).nullable(),
});
export type ChangedOrder = z.infer<typeof changedOrder>;

export type CustomerIdentifier = { id: string } | { emailAddress: string } | { phoneNumber: string };

const graphqlErrors = z.array(
  z.object({ message: z.string(), extensions: z.object({ code: z.string() }).loose().optional() }),
);

const cost = z.object({
  requestedQueryCost: z.number(),
  throttleStatus: z.object({
    maximumAvailable: z.number(),
    currentlyAvailable: z.number(),
    restoreRate: z.number().positive(),
  }),
});

/** How long until the bucket holds what the same query costs again, in milliseconds. */
function untilAffordable({ requestedQueryCost, throttleStatus }: z.infer<typeof cost>): number {
  const lacking = requestedQueryCost - throttleStatus.currentlyAvailable;
  return Math.max(0, (lacking / throttleStatus.restoreRate) * 1000);
}

/** The bucket as it is now, and when it is full again. */
function knownLimit({ throttleStatus }: z.infer<typeof cost>): KnownLimit {
  const { maximumAvailable: of, currentlyAvailable: remaining, restoreRate } = throttleStatus;
  return { remaining, of, resetsInSeconds: (of - remaining) / restoreRate };
}

const done = z.object({ userErrors: z.array(z.object({ message: z.string() })) });

function mustBeDone({ userErrors: [error] }: z.infer<typeof done>, what: string): void {
  if (error) throw new Error(`Shopify did not ${what}: ${error.message}`);
}

/** A custom app's token, or OAuth's tokens. */
export type ShopifyCredentials = { accessToken: string } | { access: Access };

export type ShopifyClient = ReturnType<typeof createShopifyClient>;

/** Shopify's Admin GraphQL API 2026-10 of one shop, as far as we use it. */
export function createShopifyClient(origin: string, credentials: ShopifyCredentials, gate: Gate) {
  const access = "access" in credentials ? credentials.access : fixedAccess(credentials.accessToken);
  const transport = createTransport({
    vendor: "shopify",
    origin,
    gate,
    headers: {},
    explain: (body) => ({
      code: null,
      message: z.object({ errors: z.string() }).safeParse(body).data?.errors ?? null,
    }),
  });

  const request: Transport = (wanted) =>
    askWith(access, (token) =>
      transport({ ...wanted, headers: { ...wanted.headers, "x-shopify-access-token": token } }),
    );

  async function run<Data>(
    query: string,
    variables: Record<string, unknown>,
    data: z.ZodType<Data>,
  ): Promise<Data> {
    const {
      data: found,
      errors,
      extensions,
    } = await request({
      method: "POST",
      path: `/admin/api/${VERSION}/graphql.json`,
      json: { query, variables },
      answer: z.object({
        data: z.unknown().nullish(),
        errors: graphqlErrors.optional(),
        extensions: z.object({ cost }).optional().catch(undefined),
      }),
    });
    const wait = extensions ? untilAffordable(extensions.cost) : 0;
    if (wait > 0) gate.close(wait);
    if (extensions) gate.note(knownLimit(extensions.cost));
    const [error] = errors ?? [];
    if (!error) return data.parse(found);
    const code = error.extensions?.code ?? null;
    const throttled = code === "THROTTLED";
    throw new VendorError(`shopify: ${error.message}`, {
      vendor: "shopify",
      status: throttled ? 429 : 400,
      code,
      retryAfterMs: throttled ? Math.max(wait, 1000) : null,
      mayHaveHappened: false,
    });
  }

  return {
    /** The shop's own name and currency: the cheapest proof that the token works. */
    async getShop() {
      const answer = z.object({ shop: z.object({ name: z.string(), currencyCode: z.string() }) });
      return (await run(SHOP, {}, answer)).shop;
    },

    /** A customer with the newest orders; null when the shop knows none. */
    async findCustomer(identifier: CustomerIdentifier, orders: number) {
      const answer = z.object({ customerByIdentifier: customer.nullable() });
      return (await run(CUSTOMER_WITH_ORDERS, { identifier, orders }, answer)).customerByIdentifier;
    },

    /** Orders that changed since a moment, in the order of their changes; `next` goes on after them. */
    async listUpdatedOrders(since: Date, after: string | null) {
      const answer = z.object({
        orders: z.object({
          nodes: z.array(changedOrder),
          pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        }),
      });
      const query = `updated_at:>='${since.toISOString()}'`;
      const { nodes, pageInfo } = (await run(UPDATED_ORDERS, { query, after }, answer)).orders;
      return { orders: nodes, next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
    },

    /** What the shop lets us do. */
    async listScopes() {
      const answer = z.object({
        currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
      });
      const { accessScopes } = (await run(SCOPES, {}, answer)).currentAppInstallation;
      return accessScopes.map(({ handle }) => handle);
    },

    /** Gives up all that the shop granted us. */
    async uninstall() {
      const { appUninstall } = await run(UNINSTALL, {}, z.object({ appUninstall: done }));
      mustBeDone(appUninstall, "let us go");
    },

    async listWebhooks() {
      const answer = z.object({
        webhookSubscriptions: z.object({
          nodes: z.array(z.object({ id: z.string(), topic: z.string(), uri: z.string() })),
        }),
      });
      return (await run(WEBHOOKS, {}, answer)).webhookSubscriptions.nodes;
    },

    async createWebhook(topic: string, uri: string) {
      const answer = z.object({ webhookSubscriptionCreate: done });
      const { webhookSubscriptionCreate } = await run(
        WEBHOOK_CREATE,
        { topic, webhook: { uri, format: "JSON" } },
        answer,
      );
      mustBeDone(webhookSubscriptionCreate, `subscribe us to ${topic}`);
    },

    async deleteWebhook(id: string) {
      const answer = z.object({ webhookSubscriptionDelete: done });
      mustBeDone((await run(WEBHOOK_DELETE, { id }, answer)).webhookSubscriptionDelete, "unsubscribe us");
    },
  };
}
