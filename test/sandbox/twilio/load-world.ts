import type { World } from "../world/world.ts";
import type { NewSid } from "./sids.ts";
import type { TwilioState } from "./state.ts";

const COUNTRIES: Record<string, string> = {
  "+1": "US",
  "+33": "FR",
  "+34": "ES",
  "+44": "GB",
  "+49": "DE",
  "+82": "KR",
};

/** Replaces the account's content: the world's one number, and where its customers are. */
export function loadWorld(state: TwilioState, newSid: NewSid, world: World): void {
  for (const part of [
    state.numbers,
    state.messages,
    state.media,
    state.failures,
    state.places,
    state.optOuts,
  ]) {
    part.clear();
  }
  state.carrierTexts.length = 0;
  state.account.friendlyName = world.account.name;
  const sid = newSid("PN");
  const dateCreated = world.now;
  state.numbers.set(sid, {
    sid,
    phoneNumber: world.smsNumber,
    friendlyName: world.account.name,
    smsUrl: "",
    smsMethod: "POST",
    statusCallback: "",
    dateCreated,
    dateUpdated: dateCreated,
  });
  const prefix = Object.keys(COUNTRIES).find((code) => world.smsNumber.startsWith(code));
  const country = (prefix && COUNTRIES[prefix]) ?? "";
  state.places.set(world.smsNumber, { city: "", region: "", zip: "", country });
  for (const { phone, city, region, zip, countryCode } of world.customers) {
    state.places.set(phone, { city, region: region ?? "", zip, country: countryCode });
  }
}
