import type { Config } from "../config.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import type { Gates } from "../vendors/gates.ts";
import { createKlaviyoClient } from "../vendors/klaviyo/client.ts";
import { createKlaviyoOAuth } from "../vendors/klaviyo/oauth.ts";
import type { OAuthTokens } from "../vendors/oauth-tokens.ts";
import { createShopifyClient } from "../vendors/shopify/client.ts";
import { createShopifyOAuth } from "../vendors/shopify/oauth.ts";
import { createTwilioClient } from "../vendors/twilio/client.ts";
import { createZendeskClient } from "../vendors/zendesk/client.ts";
import { getAccount } from "./account-store.ts";
import { findConnection } from "./connection-store.ts";
import { klaviyoOfTexts } from "./klaviyo-of-brand.ts";
import { oauthClientOf } from "./oauth-clients.ts";
import { createTokenAccess, type Renewable } from "./refresh-tokens.ts";
import { refusals } from "./refusals.ts";
import type { Sealer } from "./seal.ts";
import { zendeskAt, zendeskOAuthAt } from "./zendesk-at.ts";

export const shopifyOrigin = (config: Pick<Config, "SHOPIFY_ORIGIN">, shop: string) =>
  config.SHOPIFY_ORIGIN.replace("{shop}", shop);

export type VendorClients = ReturnType<typeof createVendorClients>;

/** How long an opened connection is used before it is read again: a new credential counts no later. */
export const KEPT_MS = 2_000;

/** Clients to the vendors that an account is connected to; each is null where it is not. */
export function createVendorClients(database: Database, sealer: Sealer, config: Config, gates: Gates) {
  const opened = new Map<string, { connection: Promise<unknown>; until: number }>();

  function remember<Which extends string[], Connected>(
    open: (scope: AccountScope, ...which: Which) => Promise<Connected>,
  ) {
    return (scope: AccountScope, ...which: Which): Promise<Connected> => {
      const key = [open.name, scope.accountId, ...which].join("/");
      const known = opened.get(key);
      if (known && known.until > Date.now()) return known.connection as Promise<Connected>;
      const connection = open(scope, ...which);
      opened.set(key, { connection, until: Date.now() + KEPT_MS });
      const forget = () => opened.delete(key);
      connection.then((found) => found ?? forget(), forget);
      return connection;
    };
  }

  const accessBy = (
    scope: AccountScope,
    vendor: Renewable,
    key: string,
    tokens: OAuthTokens,
    refresh: (refreshToken: string) => Promise<OAuthTokens>,
  ) =>
    createTokenAccess({ database, sealer, scope, vendor, key, refresh, refusal: refusals[vendor] }, tokens);

  const klaviyo = remember(async function klaviyo(scope, klaviyoAccountId: string) {
    const found = await findConnection(database.read, scope, sealer, "klaviyo", klaviyoAccountId);
    if (!found) return null;
    const gate = gates.of(scope.accountId, "klaviyo", klaviyoAccountId);
    const { privateKey, tokens } = found.secrets;
    const refresh = (refreshToken: string) =>
      createKlaviyoOAuth(config.KLAVIYO_ORIGIN, oauthClientOf(config, "KLAVIYO"), gate).refresh(refreshToken);
    const credentials = tokens
      ? { access: accessBy(scope, "klaviyo", klaviyoAccountId, tokens, refresh) }
      : { privateKey: privateKey ?? "" };
    const client = createKlaviyoClient(config.KLAVIYO_ORIGIN, credentials, gate);
    return { client, klaviyoAccountId, currency: found.details.currency };
  });

  return {
    klaviyo,

    /** The Klaviyo account that knows who agreed to texts, and sends them: as the settings are now. */
    async klaviyoOfTexts(scope: AccountScope) {
      const wanted = klaviyoOfTexts(await getAccount(database.read, scope));
      return wanted === null ? null : klaviyo(scope, wanted);
    },

    zendesk: remember(async function zendesk(scope) {
      const found = await findConnection(database.read, scope, sealer, "zendesk");
      if (!found) return null;
      const { subdomain } = await getAccount(database.read, scope);
      const { apiToken, tokens } = found.secrets;
      const { origin, headers } = zendeskAt(config, subdomain);
      const gate = gates.of(scope.accountId, "zendesk");
      const refresh = (refreshToken: string) =>
        zendeskOAuthAt(config, subdomain, gate).oauth.refresh(refreshToken);
      const credentials = tokens
        ? { access: accessBy(scope, "zendesk", found.key, tokens, refresh) }
        : { email: found.details.email, apiToken: apiToken ?? "" };
      return {
        client: createZendeskClient(origin, credentials, gate, headers),
        subdomain,
      };
    }),

    shopify: remember(async function shopify(scope) {
      const found = await findConnection(database.read, scope, sealer, "shopify");
      if (!found) return null;
      const { shop } = found.details;
      const origin = shopifyOrigin(config, shop);
      const gate = gates.of(scope.accountId, "shopify");
      const { accessToken, tokens } = found.secrets;
      const refresh = (refreshToken: string) =>
        createShopifyOAuth(origin, oauthClientOf(config, "SHOPIFY"), gate).refresh(refreshToken);
      const credentials = tokens
        ? { access: accessBy(scope, "shopify", found.key, tokens, refresh) }
        : { accessToken: accessToken ?? "" };
      return { client: createShopifyClient(origin, credentials, gate), shop };
    }),

    twilio: remember(async function twilio(scope) {
      const found = await findConnection(database.read, scope, sealer, "twilio");
      if (!found) return null;
      const { accountSid } = found.details;
      const client = createTwilioClient(
        config.TWILIO_ORIGIN,
        { accountSid, authToken: found.secrets.authToken },
        gates.of(scope.accountId, "twilio"),
      );
      return { client, hookKey: found.hookKey, numbers: found.details.numbers };
    }),
  };
}
