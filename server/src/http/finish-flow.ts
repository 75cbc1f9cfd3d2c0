import type { FlowResult } from "@sidethread/shared/admin";
import type { Vendor } from "@sidethread/shared/sidebar";
import { z } from "zod";
import { findAccountBySubdomain, saveAccount } from "../accounts/account-store.ts";
import { recordChange } from "../accounts/audit-store.ts";
import { ConnectionRefused } from "../accounts/connect.ts";
import { connectorOf } from "../accounts/connectors/connectors.ts";
import { type TakenFlow, takeFlow } from "../accounts/flow-store.ts";
import { giveSecretToNewApp } from "../accounts/give-app-secret.ts";
import { whenFree } from "../accounts/hold-connection.ts";
import { type Admin, beginSession } from "../accounts/session-store.ts";
import { whoSignedIn } from "../accounts/sign-in.ts";
import { bringBack } from "../accounts/uninstall.ts";
import type { AccountScope } from "../database/account-scope.ts";
import { grantScope } from "../database/grant-scope.ts";
import type { Services } from "./environment.ts";

const word = z.string().min(1).max(4096);

/** What a consent page sends back with somebody who agreed; some vendors sign it. */
export const consentAnswer = z.object({ state: word, code: word }).catchall(z.string().max(4096));
type ConsentAnswer = z.infer<typeof consentAnswer>;

/**
 * Connects a vendor with what its consent page sent back, if it was this admin of this account who began there:
 * somebody else's yes, given in a window that they were lured into, connects nothing.
 */
export async function finishConnecting(
  services: Services,
  scope: AccountScope,
  { id, name }: Admin,
  vendor: Vendor,
  answer: ConsentAnswer,
): Promise<void> {
  const { config, database, sealer } = services;
  const flow = await database.write((tx) => takeFlow(tx, sealer, answer.state));
  const asked = flow?.purpose === vendor ? flow.asked : null;
  const way = connectorOf(vendor).oauth(config);
  if (!flow || !way || asked?.accountId !== scope.accountId || asked.admin.id !== id) {
    throw new ConnectionRefused("consent.stale");
  }
  const by = { actor: name, actorId: id };
  await whenFree(database, scope, vendor, () => way.finish({ ...services, by }, scope, flow, answer));
}

/** Begins an admin's session. Whoever is an admin of a Zendesk owns its account here, which is made if it is new. */
export async function finishSignIn(
  services: Services,
  flow: TakenFlow,
  { code }: ConsentAnswer,
): Promise<FlowResult> {
  const { database, sealer } = services;
  const { subdomain } = flow;
  const admin = await whoSignedIn(services, flow, code);
  const { scope, token, expiresAt } = await database.write(async (tx) => {
    const account =
      (await findAccountBySubdomain(tx, subdomain)) ??
      (await saveAccount(tx, sealer, { subdomain, name: subdomain, settings: {} }));
    const scope = grantScope(account.id);
    const by = { actor: admin.name, actorId: admin.id };
    await bringBack(tx, scope, by);
    await recordChange(tx, scope, { ...by, action: "admin.signed_in", before: null, after: null });
    return { scope, ...(await beginSession(tx, scope, admin)) };
  });
  await greetApp(services, scope);
  return {
    source: "sidethread",
    outcome: "signed_in",
    session: { token, name: admin.name, expiresAt: expiresAt.toISOString() },
  };
}

/** Whoever signs in sees the app, which may have been installed only after Zendesk was connected. */
async function greetApp({ clients, database, sealer, log }: Services, scope: AccountScope): Promise<void> {
  try {
    const zendesk = await clients.zendesk(scope);
    if (zendesk) await giveSecretToNewApp({ database, sealer }, scope, zendesk.client);
  } catch (err) {
    log.warn({ err, account: scope.accountId }, "the app was not given its secret");
  }
}
