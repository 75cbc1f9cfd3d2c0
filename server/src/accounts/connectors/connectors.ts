import type { Vendor } from "@sidethread/shared/sidebar";
import type { Connector } from "./connector.ts";
import { klaviyo } from "./klaviyo.ts";
import { shopify } from "./shopify.ts";
import { twilio } from "./twilio.ts";
import { zendesk } from "./zendesk.ts";

/** What each vendor's row on the admin's page stands on. */
const connectors = { zendesk, klaviyo, shopify, twilio } satisfies Record<Vendor, unknown>;

/** The connector of a vendor that is known only when it runs. */
export const connectorOf = <V extends Vendor>(vendor: V) =>
  connectors[vendor] as unknown as Connector<V, unknown>;
