import type { Vendor } from "@sidethread/shared/sidebar";

/** One field of a vendor's form, by the name that the server takes it under. */
export interface KeyField {
  name:
    | ("email" | "apiToken" | "privateKey" | "shop")
    | ("accessToken" | "clientSecret" | "accountSid" | "authToken");
  type: "email" | "text" | "password";
}

const SHOP: KeyField = { name: "shop", type: "text" };

/** What each vendor asks for where it is connected by a key. */
export const KEY_FIELDS: Record<Vendor, KeyField[]> = {
  zendesk: [
    { name: "email", type: "email" },
    { name: "apiToken", type: "password" },
  ],
  klaviyo: [{ name: "privateKey", type: "password" }],
  shopify: [SHOP, { name: "accessToken", type: "password" }, { name: "clientSecret", type: "password" }],
  twilio: [
    { name: "accountSid", type: "text" },
    { name: "authToken", type: "password" },
  ],
};

/** What has to be known before a vendor's consent page can be opened. */
export const CONSENT_FIELDS: Record<Vendor, KeyField[]> = {
  zendesk: [],
  klaviyo: [],
  shopify: [SHOP],
  twilio: [],
};
