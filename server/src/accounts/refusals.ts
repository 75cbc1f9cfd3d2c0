import type { Vendor } from "@sidethread/shared/sidebar";
import { type Saying, say } from "@sidethread/shared/told";

/** What an admin is told when a vendor refuses our access: what happened, and what to do. */
export const refusals: Record<Vendor, Saying> = {
  zendesk: say("zendesk.refuses"),
  klaviyo: say("klaviyo.refuses"),
  shopify: say("shopify.refuses"),
  twilio: say("twilio.refuses"),
};
