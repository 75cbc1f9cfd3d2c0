import type { Vendor } from "@sidethread/shared/sidebar";

export const VENDOR_NAMES: Record<Vendor, string> = {
  zendesk: "Zendesk",
  klaviyo: "Klaviyo",
  shopify: "Shopify",
  twilio: "Twilio",
};
