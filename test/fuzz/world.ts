/** What the fuzzed server knows, and bodies may speak of. */
export const world = {
  publicUrl: "https://texts.example",
  customers: ["+4915123456701", "+4915123456702"],
  numbers: ["+4917604069099", "+4930555000"],
  tickets: ["5158", "5159"],
  profiles: ["01PROFILEA", "01PROFILEB"],
  replies: ["reply-by-twilio", "reply-by-klaviyo"],
  klaviyoWebhookId: "8f14e45fceea167a",
  /** The agent wrote it to both customers; an event that has it is an echo. */
  replyText: "Your parcel is on its way: https://shop.example/track/1",
} as const;

export const vendors = ["zendesk", "twilio", "klaviyo", "shopify"] as const;
export type FuzzedVendor = (typeof vendors)[number];

/** Two accounts; the other one's Klaviyo has no webhooks, and so no secret. */
export const accounts = ["ours", "other"] as const;
export type AccountName = (typeof accounts)[number];

export const hookKey = (account: AccountName, vendor: FuzzedVendor) => `hook-of-${account}-${vendor}`;

/** What signs a vendor's webhooks to an account. */
export const secretOf = (account: AccountName, vendor: FuzzedVendor) => `secret-of-${account}-${vendor}`;
