import { klaviyoLooseness, twilioLooseness, zendeskLooseness } from "./looseness.ts";
import { createDescription, type Description, type Looseness } from "./openapi/description.ts";
import { readSpec } from "./specs.ts";

async function describe(path: string, looseness: Looseness): Promise<Description | null> {
  const document = await readSpec(path);
  return document && createDescription(document, looseness);
}

/** Zendesk's Support API; null where the vendors' descriptions are absent. */
export const zendeskDescription = () => describe("zendesk/support-oas.yaml", zendeskLooseness);

/** Klaviyo's API, revision 2026-07-15; null where the vendors' descriptions are absent. */
export const klaviyoDescription = () => describe("klaviyo/stable.json", klaviyoLooseness);

/** Twilio's API 2010-04-01; null where the vendors' descriptions are absent. */
export const twilioDescription = () => describe("twilio/twilio_api_v2010.json", twilioLooseness);

export { shopifySchema } from "./shopify-schema.ts";
