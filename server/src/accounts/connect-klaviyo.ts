import { randomBytes } from "node:crypto";
import type { AccountScope } from "../database/account-scope.ts";
import { createGate } from "../vendors/gate.ts";
import { createKlaviyoClient } from "../vendors/klaviyo/client.ts";
import { type ConnectContext, hookKeyOf, keepConnection, prove } from "./connect.ts";
import { changeConnectionDetails, findConnection } from "./connection-store.ts";
import { setUpKlaviyo } from "./set-up-klaviyo.ts";

const REFUSAL = "Klaviyo refused this key. Make a private key with the scopes in docs/installing.md.";

/**
 * Connects a Klaviyo account by its private key, and has it tell us of texts. Returns whether it does, or must be
 * asked, and whether it lets the account send texts.
 */
export async function connectKlaviyo(
  context: ConnectContext,
  scope: AccountScope,
  { privateKey }: { privateKey: string },
): Promise<{ webhooks: boolean; maySend: boolean }> {
  const { config, database, sealer } = context;
  const klaviyo = createKlaviyoClient(config.KLAVIYO_ORIGIN, { privateKey }, createGate());
  const account = await prove(() => klaviyo.getAccount(), REFUSAL);
  const hookKey = await hookKeyOf(context, scope, "klaviyo");
  const before = await findConnection(database.read, scope, sealer, "klaviyo");
  const secret = before?.secrets.webhookSecret ?? randomBytes(32).toString("hex");
  const nothingYet = { webhook: null, maySend: false };
  await keepConnection(context, {
    vendor: "klaviyo",
    scope,
    hookKey,
    details: { klaviyoAccountId: account.id, currency: account.currency, ...nothingYet },
    secrets: { privateKey, webhookSecret: secret },
  });
  // Only now, so that the first event finds a connection that can verify it.
  const hook = { hookKey, publicUrl: config.PUBLIC_URL, secret };
  const found = await prove(() => setUpKlaviyo(klaviyo, hook, nothingYet), REFUSAL);
  await database.write((tx) => changeConnectionDetails(tx, scope, "klaviyo", found));
  return { webhooks: found.webhook !== null, maySend: found.maySend };
}
