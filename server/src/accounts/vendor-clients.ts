import type { Config } from "../config.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import type { Gates } from "../vendors/gates.ts";
import { createKlaviyoClient } from "../vendors/klaviyo/client.ts";
import { createShopifyClient } from "../vendors/shopify/client.ts";
import { createTwilioClient } from "../vendors/twilio/client.ts";
import { createZendeskClient } from "../vendors/zendesk/client.ts";
import { getAccount } from "./account-store.ts";
import { findConnection } from "./connection-store.ts";
import type { Sealer } from "./seal.ts";

export type VendorOrigins = Pick<
  Config,
  "ZENDESK_ORIGIN" | "KLAVIYO_ORIGIN" | "SHOPIFY_ORIGIN" | "TWILIO_ORIGIN"
>;

export const zendeskOrigin = (origins: VendorOrigins, subdomain: string) =>
  origins.ZENDESK_ORIGIN.replace("{subdomain}", subdomain);

export const shopifyOrigin = (origins: VendorOrigins, shop: string) =>
  origins.SHOPIFY_ORIGIN.replace("{shop}", shop);

export type VendorClients = ReturnType<typeof createVendorClients>;

/** How long an opened connection is used before it is read again: a new credential counts no later. */
const KEPT_MS = 2_000;

/** Clients to the vendors that an account is connected to; each is null where it is not. */
export function createVendorClients(
  database: Database,
  sealer: Sealer,
  origins: VendorOrigins,
  gates: Gates,
) {
  const opened = new Map<string, { connection: Promise<unknown>; until: number }>();

  function remember<Connected>(open: (scope: AccountScope) => Promise<Connected>) {
    return (scope: AccountScope): Promise<Connected> => {
      const key = `${open.name}/${scope.accountId}`;
      const known = opened.get(key);
      if (known && known.until > Date.now()) return known.connection as Promise<Connected>;
      const connection = open(scope);
      opened.set(key, { connection, until: Date.now() + KEPT_MS });
      const forget = () => opened.delete(key);
      connection.then((found) => found ?? forget(), forget);
      return connection;
    };
  }

  return {
    zendesk: remember(async function zendesk(scope) {
      const found = await findConnection(database.read, scope, sealer, "zendesk");
      if (!found) return null;
      const { subdomain } = await getAccount(database.read, scope);
      const credentials = { email: found.details.email, apiToken: found.secrets.apiToken };
      return {
        client: createZendeskClient(
          zendeskOrigin(origins, subdomain),
          credentials,
          gates.of(scope.accountId, "zendesk"),
        ),
        subdomain,
      };
    }),

    klaviyo: remember(async function klaviyo(scope) {
      const found = await findConnection(database.read, scope, sealer, "klaviyo");
      if (!found) return null;
      const client = createKlaviyoClient(
        origins.KLAVIYO_ORIGIN,
        found.secrets,
        gates.of(scope.accountId, "klaviyo"),
      );
      return { client, currency: found.details.currency };
    }),

    shopify: remember(async function shopify(scope) {
      const found = await findConnection(database.read, scope, sealer, "shopify");
      if (!found) return null;
      const client = createShopifyClient(
        shopifyOrigin(origins, found.details.shop),
        found.secrets,
        gates.of(scope.accountId, "shopify"),
      );
      return { client, shop: found.details.shop };
    }),

    twilio: remember(async function twilio(scope) {
      const found = await findConnection(database.read, scope, sealer, "twilio");
      if (!found) return null;
      const { accountSid } = found.details;
      const client = createTwilioClient(
        origins.TWILIO_ORIGIN,
        { accountSid, authToken: found.secrets.authToken },
        gates.of(scope.accountId, "twilio"),
      );
      return { client, hookKey: found.hookKey, numbers: found.details.numbers };
    }),
  };
}
