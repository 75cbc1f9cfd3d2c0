import type { FlowResult } from "@sidethread/shared/admin";
import { z } from "zod";
import { findAccountBySubdomain, saveAccount } from "../accounts/account-store.ts";
import { recordChange } from "../accounts/audit-store.ts";
import { connectorOf } from "../accounts/connectors/connectors.ts";
import type { TakenFlow } from "../accounts/flow-store.ts";
import { whenFree } from "../accounts/hold-connection.ts";
import { beginSession } from "../accounts/session-store.ts";
import { whoSignedIn } from "../accounts/sign-in.ts";
import { bringBack } from "../accounts/uninstall.ts";
import { grantScope } from "../database/grant-scope.ts";
import type { Services } from "./environment.ts";

const answer = z.object({ code: z.string().min(1).max(4096) });

export const failed = (message: string): FlowResult => ({ source: "sidethread", outcome: "failed", message });

/** Does what somebody went to a consent page for, with the answer that they came back with. */
export async function finishFlow(
  services: Services,
  flow: TakenFlow,
  query: Record<string, string>,
): Promise<FlowResult> {
  const { data } = answer.safeParse(query);
  if (!data) return failed("The consent page did not let us in. Close this window and try again.");
  const { purpose, asked } = flow;
  if (purpose === "sign_in") return signIn(services, flow, data.code);
  const way = connectorOf(purpose).oauth(services.config);
  if (!asked || !way) throw new Error(`A flow to connect ${purpose} belongs to nobody.`);
  const by = { actor: asked.admin.name, actorId: asked.admin.id };
  const scope = grantScope(asked.accountId);
  await whenFree(services.database, scope, purpose, () =>
    way.finish({ ...services, by }, scope, flow, { ...query, code: data.code }),
  );
  return { source: "sidethread", outcome: "connected", vendor: purpose };
}

/** Begins an admin's session. Whoever is an admin of a Zendesk owns its account here, which is made if it is new. */
async function signIn(services: Services, flow: TakenFlow, code: string): Promise<FlowResult> {
  const { database, sealer } = services;
  const { subdomain } = flow;
  const admin = await whoSignedIn(services, flow, code);
  const { token, expiresAt } = await database.write(async (tx) => {
    const account =
      (await findAccountBySubdomain(tx, subdomain)) ??
      (await saveAccount(tx, sealer, { subdomain, name: subdomain, settings: {} }));
    const scope = grantScope(account.id);
    const by = { actor: admin.name, actorId: admin.id };
    await bringBack(tx, scope, by);
    await recordChange(tx, scope, { ...by, action: "admin.signed_in", before: null, after: null });
    return beginSession(tx, scope, admin);
  });
  return {
    source: "sidethread",
    outcome: "signed_in",
    session: { token, name: admin.name, expiresAt: expiresAt.toISOString() },
  };
}
