/** Who an event comes from; with its key it is the middle of a webhook topic: `event:klaviyo.sent_sms`. */
export interface Integration {
  key: string;
  name: string;
  category: string;
}

export const klaviyo: Integration = { key: "klaviyo", name: "Klaviyo", category: "Internal" };
export const api: Integration = { key: "api", name: "API", category: "API" };
export const shopify: Integration = { key: "shopify", name: "Shopify", category: "eCommerce" };
