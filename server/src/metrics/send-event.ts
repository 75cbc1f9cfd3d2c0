import { z } from "zod";
import type { VendorClients } from "../accounts/vendor-clients.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import type { Transaction } from "../database/transaction.ts";
import { isAnswerable } from "../profiles/address.ts";
import { listIdentities } from "../profiles/profile-store.ts";
import { Refused } from "../work/failure.ts";
import type { EffectHandler } from "../work/handlers.ts";
import { enqueue } from "../work/outbox.ts";
import { addEvent, getEvent, type NewEvent } from "./event-store.ts";

export const SEND_EVENT = "metrics.send_event";

const payload = z.object({ eventId: z.number(), klaviyoAccountId: z.string() });

/**
 * Writes an event down and has it sent to a Klaviyo account; without one it stays in the store. Nothing happens when the
 * fact was told before.
 */
export async function emit(
  tx: Transaction,
  scope: AccountScope,
  event: NewEvent,
  klaviyoAccountId: string | null,
  traceId: string,
): Promise<void> {
  const eventId = await addEvent(tx, scope, event);
  if (eventId === null || klaviyoAccountId === null) return;
  await enqueue(tx, {
    scope,
    kind: SEND_EVENT,
    orderKey: `profile:${event.profileId}:${klaviyoAccountId}`,
    payload: { eventId, klaviyoAccountId } satisfies z.infer<typeof payload>,
    traceId,
  });
}

/** Sends an event to its Klaviyo account, while that is connected. Klaviyo keeps the first of each `unique_id`. */
export function sendEvent(database: Database, clients: VendorClients): EffectHandler {
  return {
    async carryOut(effect) {
      const { scope } = effect;
      const { eventId, klaviyoAccountId } = payload.parse(effect.payload);
      const klaviyo = await clients.klaviyo(scope, klaviyoAccountId);
      if (!klaviyo) return undefined;
      const event = await getEvent(database.read, scope, eventId);
      const { email, phone } = await listIdentities(database.read, scope, event.profileId);
      const number = phone.find(isAnswerable);
      if (!email[0] && !number)
        throw new Refused("Klaviyo knows people by e-mail or phone; this one has neither.");
      await klaviyo.client.createEvent({
        metric: event.metric,
        uniqueId: event.uniqueId,
        time: event.at,
        properties: event.properties,
        profile: {
          ...(email[0] ? { email: email[0] } : {}),
          ...(number ? { phone_number: number } : {}),
        },
      });
      return undefined;
    },
  };
}
