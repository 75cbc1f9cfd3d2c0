import { z } from "zod";
import type { VendorClients } from "../accounts/vendor-clients.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import type { Transaction } from "../database/writer.ts";
import { channelConsent } from "../profiles/consent.ts";
import { listConsents } from "../profiles/consent-store.ts";
import { findProfiles } from "../profiles/profile-store.ts";
import type { EffectHandler } from "../work/handlers.ts";
import { enqueue } from "../work/outbox.ts";

export const WITHDRAW_CONSENT = "conversations.withdraw_consent";

const payload = z.object({ phone: z.string() });

/** Asks for a customer's stop word to be passed on to Klaviyo. */
export function requestConsentWithdrawal(
  tx: Transaction,
  scope: AccountScope,
  phone: string,
  traceId: string,
): Promise<void> {
  return enqueue(tx, {
    scope,
    kind: WITHDRAW_CONSENT,
    orderKey: `consent:${phone}`,
    payload: { phone },
    traceId,
  });
}

/** Takes a person's SMS consent back at Klaviyo, so that its campaigns stop too. */
export function withdrawConsent({ read }: Database, clients: VendorClients): EffectHandler {
  return {
    async carryOut(effect) {
      const { scope } = effect;
      const { phone } = payload.parse(effect.payload);
      const [profile] = await findProfiles(read, scope, [{ kind: "phone", value: phone }]);
      const statements = profile ? await listConsents(read, scope, profile.id) : [];
      // They may have changed their mind while this waited.
      if (channelConsent(statements, "sms").state !== "unsubscribed") return undefined;
      const klaviyo = await clients.klaviyo(scope);
      await klaviyo?.client.withdrawSmsConsent(phone);
      return undefined;
    },
  };
}
