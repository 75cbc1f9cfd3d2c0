import type { AccountScope } from "../database/account-scope.ts";
import { createGate } from "../vendors/gate.ts";
import { createKlaviyoClient } from "../vendors/klaviyo/client.ts";
import { type ConnectContext, hookKeyOf, keepConnection, prove } from "./connect.ts";

/** Connects a Klaviyo account by its private key. */
export async function connectKlaviyo(
  context: ConnectContext,
  scope: AccountScope,
  secrets: { privateKey: string },
): Promise<void> {
  const klaviyo = createKlaviyoClient(context.config.KLAVIYO_ORIGIN, secrets, createGate());
  const account = await prove(
    () => klaviyo.getAccount(),
    "Klaviyo refused this key. Make a private key with the scopes in docs/installing.md.",
  );
  await keepConnection(context, {
    vendor: "klaviyo",
    scope,
    hookKey: await hookKeyOf(context, scope, "klaviyo"),
    details: { klaviyoAccountId: account.id, currency: account.currency },
    secrets,
  });
}
