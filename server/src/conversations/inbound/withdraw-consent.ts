import { z } from "zod";
import type { VendorClients } from "../../accounts/vendor-clients.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Database } from "../../database/database.ts";
import type { Transaction } from "../../database/transaction.ts";
import { channelConsent } from "../../profiles/consent.ts";
import { listConsents } from "../../profiles/consent-store.ts";
import { findProfiles } from "../../profiles/profile-store.ts";
import type { EffectHandler } from "../../work/handlers.ts";
import { enqueue } from "../../work/outbox.ts";
import type { Conversation } from "../conversation-store.ts";

export const WITHDRAW_CONSENT = "conversations.withdraw_consent";

const payload = z.object({ phone: z.string(), channel: z.enum(["sms", "whatsapp"]).default("sms") });

/** Asks for a customer's stop word to be passed on to Klaviyo. */
export function requestConsentWithdrawal(
  tx: Transaction,
  scope: AccountScope,
  withdrawn: { phone: string; channel: Conversation["channel"] },
  traceId: string,
): Promise<void> {
  return enqueue(tx, {
    scope,
    kind: WITHDRAW_CONSENT,
    orderKey: `consent:${withdrawn.phone}`,
    payload: withdrawn,
    traceId,
  });
}

/** Takes a person's consent to a channel back at Klaviyo, so that its campaigns stop too. */
export function withdrawConsent({ read }: Database, clients: VendorClients): EffectHandler {
  return {
    async carryOut(effect) {
      const { scope } = effect;
      const { phone, channel } = payload.parse(effect.payload);
      const [profile] = await findProfiles(read, scope, [{ kind: "phone", value: phone }]);
      const statements = profile ? await listConsents(read, scope, profile.id) : [];
      // They may have changed their mind while this waited.
      if (channelConsent(statements, channel).state !== "unsubscribed") return undefined;
      const klaviyo = await clients.klaviyo(scope);
      await klaviyo?.client.withdrawConsent(channel, phone);
      return undefined;
    },
  };
}
