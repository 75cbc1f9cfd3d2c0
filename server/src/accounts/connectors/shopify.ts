import { z } from "zod";
import { shopDomain } from "../../vendors/shopify/client.ts";
import { shopifyAuthorizeUrl, verifyCallbackQuery } from "../../vendors/shopify/oauth.ts";
import { checkShopify } from "../check-shopify.ts";
import { ConnectionRefused } from "../connect.ts";
import { connectShopify, connectShopifyByCode } from "../connect-shopify.ts";
import { refusals } from "../refusals.ts";
import { removeShopifyWebhooks } from "../set-up-shopify.ts";
import { shopifyOrigin } from "../vendor-clients.ts";
import { type Connector, oauthClient } from "./connector.ts";
import { secretText } from "./secret-text.ts";

const body = z.object({ shop: shopDomain, accessToken: secretText, clientSecret: secretText });

export const shopify: Connector<"shopify", z.infer<typeof body>> = {
  key: { body, connect: connectShopify },

  oauth(config) {
    const client = oauthClient(config.SHOPIFY_CLIENT_ID, config.SHOPIFY_CLIENT_SECRET);
    const redirectUri = `${config.PUBLIC_URL}/oauth/shopify/callback`;
    return (
      client && {
        consentUrl({ shop }, { state }) {
          if (shop === null) throw new ConnectionRefused("shopify.which");
          const asked = { clientId: client.clientId, redirectUri, state };
          return shopifyAuthorizeUrl(shopifyOrigin(config, shop), asked);
        },
        finish(context, scope, { shop }, query) {
          if (shop === null || query.shop !== shop || !verifyCallbackQuery(client.clientSecret, query)) {
            throw new ConnectionRefused("shopify.another");
          }
          return connectShopifyByCode(context, scope, client, { shop, code: query.code });
        },
      }
    );
  },

  describe: ({ details, secrets }) => ({
    label: details.shop,
    by: secrets.tokens ? "oauth" : "key",
    scopes: details.scopes,
    endsAt: null,
  }),

  refusal: refusals.shopify,

  check: checkShopify,

  async remove({ config, clients }, { scope, hookKey, secrets }) {
    const shopify = await clients.shopify(scope);
    if (!shopify) return;
    await removeShopifyWebhooks(shopify.client, `${config.PUBLIC_URL}/webhooks/shopify/${hookKey}`);
    // A custom app is the shop's own: it stays.
    if (secrets.tokens) await shopify.client.uninstall();
  },
};
