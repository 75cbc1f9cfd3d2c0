import { z } from "zod";
import { idAtKlaviyo } from "../../profiles/identity.ts";
import { customerOf, type TextEvent, textEvent } from "../../vendors/klaviyo/text-events.ts";
import type { IncomingDelivery } from "../../work/inbox.ts";

/** An event with the Klaviyo account that told of it, whose id stands before those of the event and of its profile. */
export const toldEvent = textEvent.extend({ klaviyoAccountId: z.string() });
export type ToldEvent = z.infer<typeof toldEvent>;

/** An event as it is stored: once, whoever brings it; those of one customer in their order. */
export function asDelivery(
  event: TextEvent,
  klaviyoAccountId: string,
): Pick<IncomingDelivery, "deliveryId" | "orderKey" | "body"> {
  const id = idAtKlaviyo(klaviyoAccountId, event.id);
  const profileId = event.profileId === null ? null : idAtKlaviyo(klaviyoAccountId, event.profileId);
  const told: ToldEvent = { ...event, id, profileId, klaviyoAccountId };
  const whose = customerOf(told) ?? profileId ?? id;
  return { deliveryId: id, orderKey: `klaviyo:${whose}`, body: JSON.stringify(told) };
}
