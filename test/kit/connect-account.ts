import type { Vendor } from "@sidethread/shared/sidebar";
import type { Sandbox } from "../sandbox/sandbox.ts";

/** Makes the sandbox's account at a server and connects it, as an operator does. */
export async function connectAccount(
  { world, twilio, klaviyo, shopify }: Sandbox,
  serverOrigin: string,
  operatorToken: string,
  vendors: Vendor[],
): Promise<void> {
  const admin = world.agents.find(({ role }) => role === "admin");
  const credentials: Record<Vendor, object> = {
    zendesk: { email: admin?.email, apiToken: "sandbox-zendesk-token" },
    klaviyo: { privateKey: klaviyo.privateKey },
    shopify: {
      shop: world.account.shopDomain,
      accessToken: shopify.accessToken,
      clientSecret: shopify.clientSecret,
    },
    twilio: twilio.credentials,
  };
  const operate = async (method: string, path: string, body: object) => {
    const url = `${serverOrigin}/operator/accounts/${world.account.subdomain}${path}`;
    const headers = { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" };
    const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`);
  };
  await operate("PUT", "", { name: world.account.name });
  for (const vendor of vendors) await operate("POST", "/connections", { vendor, ...credentials[vendor] });
}
