import { fixedAccess } from "../vendors/access.ts";
import { createGate } from "../vendors/gate.ts";
import { createZendeskClient } from "../vendors/zendesk/client.ts";
import { type ConnectContext, ConnectionRefused, prove } from "./connect.ts";
import { beginFlow, type TakenFlow } from "./flow-store.ts";
import type { Admin } from "./session-store.ts";
import { zendeskAt, zendeskOAuthAt } from "./zendesk-at.ts";

/** All that signing in reads is who somebody is. */
const SCOPES = ["users:read"];
/** The shortest that Zendesk lets a token live: it is used once, at once. */
const TOKEN_SECONDS = 300;

/** Sends somebody to Zendesk's consent page; gives its address. */
export async function startSignIn(
  { config, database, sealer }: ConnectContext,
  { subdomain, opener }: { subdomain: string; opener: string },
): Promise<string> {
  const { oauth, redirectUri } = zendeskOAuthAt(config, subdomain);
  const flow = { purpose: "sign_in", asked: null, subdomain, shop: null, opener } as const;
  const begun = await database.write((tx) => beginFlow(tx, sealer, flow));
  return oauth.authorizeUrl({ redirectUri, scopes: SCOPES, ...begun });
}

/** Who came back from the consent page, if Zendesk calls them an admin. The token that says so is given up again. */
export async function whoSignedIn(
  { config }: ConnectContext,
  { subdomain, verifier }: TakenFlow,
  code: string,
): Promise<Admin> {
  const { oauth, redirectUri } = zendeskOAuthAt(config, subdomain);
  const { origin, headers } = zendeskAt(config, subdomain);
  const user = await prove(async () => {
    const tokens = await oauth.exchange({
      code,
      verifier,
      redirectUri,
      scopes: SCOPES,
      expiresInSeconds: TOKEN_SECONDS,
    });
    const { accessToken } = tokens;
    try {
      return await createZendeskClient(
        origin,
        { access: fixedAccess(accessToken) },
        createGate(),
        headers,
      ).getCurrentUser();
    } finally {
      // If Zendesk does not take it back, it ends by itself within minutes.
      await oauth.revoke(accessToken).catch(() => undefined);
    }
  }, "sign_in.not_confirmed");
  if (user.role !== "admin") {
    throw new ConnectionRefused("sign_in.not_admin", { name: user.name, subdomain });
  }
  return { id: String(user.id), name: user.name };
}
