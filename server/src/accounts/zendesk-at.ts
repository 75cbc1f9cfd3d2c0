import type { Config } from "../config.ts";
import { createGate, type Gate } from "../vendors/gate.ts";
import { createZendeskOAuth } from "../vendors/zendesk/oauth.ts";
import { oauthClientOf } from "./oauth-clients.ts";

type ZendeskSettings = Pick<
  Config,
  | "PUBLIC_URL"
  | "ZENDESK_ORIGIN"
  | "ZENDESK_CLIENT_ID"
  | "ZENDESK_CLIENT_SECRET"
  | "ZENDESK_MARKETPLACE_NAME"
  | "ZENDESK_MARKETPLACE_ORGANIZATION_ID"
  | "ZENDESK_MARKETPLACE_APP_ID"
>;

/** Where an account's Zendesk is, and what its marketplace wants to see on every request. */
export function zendeskAt(config: ZendeskSettings, subdomain: string) {
  const marketplace = {
    "x-zendesk-marketplace-name": config.ZENDESK_MARKETPLACE_NAME,
    "x-zendesk-marketplace-organization-id": config.ZENDESK_MARKETPLACE_ORGANIZATION_ID,
    "x-zendesk-marketplace-app-id": config.ZENDESK_MARKETPLACE_APP_ID,
  };
  return {
    origin: config.ZENDESK_ORIGIN.replace("{subdomain}", subdomain),
    headers: Object.fromEntries(
      Object.entries(marketplace).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ) as Record<string, string>,
  };
}

/** The OAuth of an account's Zendesk, for this server's client. */
export function zendeskOAuthAt(config: ZendeskSettings, subdomain: string, gate: Gate = createGate()) {
  const { origin, headers } = zendeskAt(config, subdomain);
  return {
    oauth: createZendeskOAuth(origin, oauthClientOf(config, "ZENDESK"), gate, headers),
    redirectUri: `${config.PUBLIC_URL}/oauth/zendesk/callback`,
  };
}
