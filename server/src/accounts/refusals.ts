import type { Vendor } from "@sidethread/shared/sidebar";

/** What an admin reads when a vendor refuses our access: what happened, and what to do. */
export const refusals: Record<Vendor, string> = {
  zendesk: "Zendesk no longer lets Sidethread in. Connect Zendesk once more, as an admin.",
  klaviyo: "Klaviyo no longer lets Sidethread in. Connect Klaviyo once more.",
  shopify: "Shopify no longer lets Sidethread into this shop. Connect the shop once more.",
  twilio: "Twilio no longer takes the auth token. Enter the new one from Twilio's console.",
};
