import type { Config } from "../config.ts";
import type { OAuthClient } from "../vendors/oauth-tokens.ts";
import { ConnectionRefused } from "./connect.ts";

type Registered = "ZENDESK" | "KLAVIYO" | "SHOPIFY";

/** Our registration with a vendor; throws words for an admin where whoever runs this server has none. */
export function oauthClientOf<V extends Registered>(
  config: Pick<Config, `${V}_CLIENT_ID` | `${V}_CLIENT_SECRET`>,
  vendor: V,
): OAuthClient {
  const clientId: string | undefined = config[`${vendor}_CLIENT_ID`];
  const clientSecret: string | undefined = config[`${vendor}_CLIENT_SECRET`];
  if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
  throw new ConnectionRefused("server.no_client", { vendor });
}
