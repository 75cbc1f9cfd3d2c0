import type { World } from "../world/world.ts";
import { countryOf } from "./address.ts";
import { addSender } from "./senders.ts";
import type { NewSid } from "./sids.ts";
import type { TwilioState } from "./state.ts";

/** Replaces the account's content: the world's one number, for SMS and WhatsApp, and who its customers are. */
export function loadWorld(state: TwilioState, newSid: NewSid, world: World): void {
  for (const part of [
    state.numbers,
    state.messages,
    state.media,
    state.failures,
    state.names,
    state.places,
    state.profileNames,
    state.optOuts,
  ]) {
    part.clear();
  }
  state.carrierTexts.length = 0;
  state.clockAheadMs = 0;
  state.account.friendlyName = world.account.name;
  addSender(state, newSid, { kind: "long_code", address: world.smsNumber, whatsapp: true });
  state.places.set(world.smsNumber, { city: "", region: "", zip: "", country: countryOf(world.smsNumber) });
  for (const { phone, firstName, city, region, zip, countryCode } of world.customers) {
    state.places.set(phone, { city, region: region ?? "", zip, country: countryCode });
    state.profileNames.set(phone, firstName);
  }
}
