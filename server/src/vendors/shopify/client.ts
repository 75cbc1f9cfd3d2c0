import { z } from "zod";
import type { Gate } from "../gate.ts";
import { createTransport } from "../transport.ts";
import { VendorError } from "../vendor-error.ts";
import { CUSTOMER_WITH_ORDERS, SHOP, WEBHOOK_CREATE, WEBHOOKS } from "./operations.ts";

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

export type CustomerIdentifier = { id: string } | { emailAddress: string } | { phoneNumber: string };

const graphqlErrors = z.array(
  z.object({ message: z.string(), extensions: z.object({ code: z.string() }).loose().optional() }),
);

const cost = z.object({
  requestedQueryCost: z.number(),
  throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
});

/** How long until the bucket holds what the same query costs again, in milliseconds. */
function untilAffordable({ requestedQueryCost, throttleStatus }: z.infer<typeof cost>): number {
  const lacking = requestedQueryCost - throttleStatus.currentlyAvailable;
  return Math.max(0, (lacking / throttleStatus.restoreRate) * 1000);
}

export interface ShopifyCredentials {
  accessToken: string;
}

export type ShopifyClient = ReturnType<typeof createShopifyClient>;

/** Shopify's Admin GraphQL API 2026-10 of one shop, as far as we use it. */
export function createShopifyClient(origin: string, { accessToken }: ShopifyCredentials, gate: Gate) {
  const request = createTransport({
    vendor: "shopify",
    origin,
    gate,
    headers: { "x-shopify-access-token": accessToken },
    explain: (body) => ({
      code: null,
      message: z.object({ errors: z.string() }).safeParse(body).data?.errors ?? null,
    }),
  });

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

    async listWebhooks() {
      const answer = z.object({
        webhookSubscriptions: z.object({
          nodes: z.array(z.object({ id: z.string(), topic: z.string(), uri: z.string() })),
        }),
      });
      return (await run(WEBHOOKS, {}, answer)).webhookSubscriptions.nodes;
    },

    async createWebhook(topic: string, uri: string) {
      const answer = z.object({
        webhookSubscriptionCreate: z.object({ userErrors: z.array(z.object({ message: z.string() })) }),
      });
      const { webhookSubscriptionCreate } = await run(
        WEBHOOK_CREATE,
        { topic, webhook: { uri, format: "JSON" } },
        answer,
      );
      const [error] = webhookSubscriptionCreate.userErrors;
      if (error) throw new Error(`Shopify did not subscribe us to ${topic}: ${error.message}`);
    },
  };
}
