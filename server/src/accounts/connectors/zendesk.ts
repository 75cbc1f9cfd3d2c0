import { z } from "zod";
import { checkZendesk } from "../check-zendesk.ts";
import { connectZendesk, connectZendeskByCode, ZENDESK_SCOPES } from "../connect-zendesk.ts";
import { refusals } from "../refusals.ts";
import { removeZendeskWebhooks } from "../set-up-zendesk.ts";
import { zendeskOAuthAt } from "../zendesk-at.ts";
import { type Connector, oauthClient } from "./connector.ts";
import { secretText } from "./secret-text.ts";

const body = z.object({ email: z.email(), apiToken: secretText });

/** When Zendesk takes API tokens no longer. */
const API_TOKENS_END = "2027-04-30T00:00:00.000Z";

export const zendesk: Connector<"zendesk", z.infer<typeof body>> = {
  key: { body, connect: connectZendesk },

  oauth(config) {
    if (!oauthClient(config.ZENDESK_CLIENT_ID, config.ZENDESK_CLIENT_SECRET)) return null;
    return {
      consentUrl({ subdomain }, begun) {
        const { oauth, redirectUri } = zendeskOAuthAt(config, subdomain);
        return oauth.authorizeUrl({ ...begun, redirectUri, scopes: ZENDESK_SCOPES });
      },
      finish: (context, scope, { verifier }, { code }) =>
        connectZendeskByCode(context, scope, { code, verifier }),
    };
  },

  describe: ({ details, secrets }) => ({
    label: details.email,
    by: secrets.tokens ? "oauth" : "key",
    scopes: details.scopes,
    endsAt: secrets.tokens ? null : API_TOKENS_END,
  }),

  refusal: refusals.zendesk,

  check: checkZendesk,

  async remove({ config, clients }, { scope, hookKey, secrets }) {
    const zendesk = await clients.zendesk(scope);
    if (!zendesk) return;
    await removeZendeskWebhooks(zendesk.client, `${config.PUBLIC_URL}/webhooks/zendesk/${hookKey}`);
    if (!secrets.tokens) return;
    await zendeskOAuthAt(config, zendesk.subdomain).oauth.revoke(secrets.tokens.accessToken);
  },
};
