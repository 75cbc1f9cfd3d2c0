import { z } from "zod";
import { createGate } from "../../vendors/gate.ts";
import { createKlaviyoOAuth, klaviyoAuthorizeUrl } from "../../vendors/klaviyo/oauth.ts";
import { checkKlaviyo } from "../check-klaviyo.ts";
import { connectKlaviyo, connectKlaviyoByCode } from "../connect-klaviyo.ts";
import { refusals } from "../refusals.ts";
import { removeKlaviyoWebhook } from "../set-up-klaviyo.ts";
import { type Connector, oauthClient } from "./connector.ts";
import { secretText } from "./secret-text.ts";

const body = z.object({ privateKey: secretText });

export const klaviyo: Connector<"klaviyo", z.infer<typeof body>> = {
  key: { body, connect: connectKlaviyo },

  oauth(config) {
    const client = oauthClient(config.KLAVIYO_CLIENT_ID, config.KLAVIYO_CLIENT_SECRET);
    const redirectUri = `${config.PUBLIC_URL}/oauth/klaviyo/callback`;
    return (
      client && {
        consentUrl: (_, begun) =>
          klaviyoAuthorizeUrl(config.KLAVIYO_ORIGIN, { ...begun, clientId: client.clientId, redirectUri }),
        finish: (context, scope, { verifier }, { code }) =>
          connectKlaviyoByCode(context, scope, client, { code, verifier, redirectUri }),
      }
    );
  },

  describe: ({ details, secrets }) => ({
    label: details.name ? `${details.name} (${details.klaviyoAccountId})` : details.klaviyoAccountId,
    by: secrets.tokens ? "oauth" : "key",
    scopes: details.scopes,
    endsAt: null,
  }),

  refusal: refusals.klaviyo,

  async check(context, scope, { key }) {
    const klaviyo = await context.clients.klaviyo(scope, key);
    if (klaviyo) await checkKlaviyo(context, scope, klaviyo);
  },

  async remove({ config, clients }, { scope, key, hookKey, secrets }) {
    const klaviyo = await clients.klaviyo(scope, key);
    if (klaviyo) await removeKlaviyoWebhook(klaviyo.client, hookKey);
    const client = oauthClient(config.KLAVIYO_CLIENT_ID, config.KLAVIYO_CLIENT_SECRET);
    if (!client || !secrets.tokens) return;
    await createKlaviyoOAuth(config.KLAVIYO_ORIGIN, client, createGate()).revoke(secrets.tokens.refreshToken);
  },
};
