import type { Account } from "../account.ts";
import type { Webhook } from "../records.ts";
import { invocationHeaders, webhookRetries } from "./deliver.ts";

/** Zendesk signs the test of a webhook that does not exist yet with this secret, taken as it stands. */
const TEST_SECRET = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";

const UNSAVED: Webhook = {
  id: "",
  name: "",
  description: "",
  status: "active",
  endpoint: "",
  http_method: "POST",
  request_format: "json",
  subscriptions: [],
  signing_secret: TEST_SECRET,
  created_at: "",
  created_by: "",
  updated_at: "",
  updated_by: "",
};

/** Calls an endpoint once, at once, and tells what it answered. */
export async function testWebhook(
  account: Account,
  webhook: Webhook | undefined,
  endpoint: string,
  payload: string,
) {
  const headers = invocationHeaders(account, webhook ?? UNSAVED, payload);
  try {
    const answer = await fetch(endpoint, {
      method: "POST",
      headers,
      body: payload,
      signal: AbortSignal.timeout(webhookRetries.timeoutMs),
    });
    return {
      status: answer.status,
      headers: [...answer.headers].map(([key, value]) => ({ key, value })),
      payload: await answer.text(),
    };
  } catch {
    return { status: 504, headers: [], payload: "" };
  }
}
