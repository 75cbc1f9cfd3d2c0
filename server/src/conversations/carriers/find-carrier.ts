import type { VendorClients } from "../../accounts/vendor-clients.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Database } from "../../database/database.ts";
import type { Conversation } from "../conversation-store.ts";
import type { Carrier } from "./carrier.ts";
import { type KlaviyoMemory, klaviyoCarrier } from "./klaviyo-carrier.ts";
import { twilioCarrier } from "./twilio-carrier.ts";

export type FindCarrier = (scope: AccountScope, of: Conversation["carrier"]) => Promise<Carrier | null>;

/** Finds the carrier that a conversation goes through; null where it is not connected any more. */
export function createFindCarrier(
  database: Database,
  clients: VendorClients,
  publicUrl: string,
): FindCarrier {
  const memory: KlaviyoMemory = { conversations: new Map(), handedAt: new Map() };
  return async (scope, of) => {
    switch (of) {
      case "twilio": {
        const twilio = await clients.twilio(scope);
        if (!twilio) return null;
        const statusUrl = `${publicUrl}/webhooks/twilio/${twilio.hookKey}/status`;
        return twilioCarrier(database.read, scope, twilio.client, statusUrl);
      }
      case "klaviyo": {
        const klaviyo = await clients.klaviyoOfTexts(scope);
        return klaviyo && klaviyoCarrier(database, scope, klaviyo, memory);
      }
    }
  };
}
