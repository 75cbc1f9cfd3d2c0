import { z } from "zod";
import type { VendorClients } from "../accounts/vendor-clients.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Transaction } from "../database/writer.ts";
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
export function withdrawConsent(clients: VendorClients): EffectHandler {
  return {
    async carryOut(effect) {
      const klaviyo = await clients.klaviyo(effect.scope);
      await klaviyo?.client.withdrawSmsConsent(payload.parse(effect.payload).phone);
      return undefined;
    },
  };
}
