import { z } from "zod";
import type { VendorClients } from "../../accounts/vendor-clients.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Database } from "../../database/database.ts";
import type { Transaction } from "../../database/transaction.ts";
import { channelConsent, hear, OWN_WORD } from "../../profiles/consent.ts";
import { listStatements } from "../../profiles/consent-store.ts";
import { findProfiles } from "../../profiles/profile-store.ts";
import type { EffectHandler } from "../../work/handlers.ts";
import { enqueue } from "../../work/outbox.ts";

export const WITHDRAW_CONSENT = "conversations.withdraw_consent";

const payload = z.object({
  phone: z.string(),
  channel: z.enum(["sms", "whatsapp"]),
  klaviyoAccountId: z.string(),
});

/** Asks for a customer's stop word to be passed on to the Klaviyo account of texts. */
export function requestConsentWithdrawal(
  tx: Transaction,
  scope: AccountScope,
  withdrawn: z.infer<typeof payload>,
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
      const { phone, channel, klaviyoAccountId } = payload.parse(effect.payload);
      const [profile] = await findProfiles(read, scope, [{ kind: "phone", value: phone }]);
      const statements = profile ? await listStatements(read, scope, profile.id) : [];
      const hears = (voice: string) => voice === OWN_WORD || voice === klaviyoAccountId;
      // They may have changed their mind while this waited.
      if (channelConsent(hear(statements, hears), channel).state !== "unsubscribed") return undefined;
      const klaviyo = await clients.klaviyo(scope, klaviyoAccountId);
      await klaviyo?.client.withdrawConsent(channel, phone);
      return undefined;
    },
  };
}
