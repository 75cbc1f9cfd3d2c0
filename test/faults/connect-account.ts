import type { Sandbox } from "../sandbox/sandbox.ts";

/** Makes the account and connects it to the vendors that texts and tickets need, as an operator does. */
export async function connectAccount(sandbox: Sandbox, origin: string, operatorToken: string): Promise<void> {
  const { world, twilio, klaviyo } = sandbox;
  const admin = world.agents.find(({ role }) => role === "admin");
  const operate = async (method: string, path: string, body: object) => {
    const url = `${origin}/operator/accounts/${world.account.subdomain}${path}`;
    const headers = { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" };
    const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`);
  };
  await operate("PUT", "", { name: world.account.name });
  await operate("POST", "/connections", {
    vendor: "zendesk",
    email: admin?.email,
    apiToken: "sandbox-zendesk-token",
  });
  await operate("POST", "/connections", { vendor: "klaviyo", privateKey: klaviyo.privateKey });
  await operate("POST", "/connections", { vendor: "twilio", ...twilio.credentials });
}
