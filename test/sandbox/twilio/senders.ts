import { bare, type Channel, channelOf, countryOf } from "./address.ts";
import { Refusal } from "./errors.ts";
import type { NewSid } from "./sids.ts";
import { type IncomingNumber, now, numberByPhone, type TwilioState } from "./state.ts";

export type Sender =
  | { kind: "long_code" | "toll_free"; address: string; whatsapp?: boolean | undefined }
  | { kind: "short_code" | "name"; address: string };

/** Names can't be texted in North America; short codes and toll-free numbers of the sandbox reach nobody else. */
const NORTH_AMERICA = "US";

/** Gives the account something to send from. */
export function addSender(state: TwilioState, newSid: NewSid, sender: Sender): void {
  const { kind, address } = sender;
  if (kind === "name") {
    state.names.add(address);
    return;
  }
  const sid = newSid(kind === "short_code" ? "SC" : "PN");
  state.numbers.set(sid, {
    sid,
    kind,
    phoneNumber: address,
    whatsapp: "whatsapp" in sender && sender.whatsapp === true,
    friendlyName: kind === "short_code" ? address : state.account.friendlyName,
    smsUrl: "",
    smsMethod: "POST",
    statusCallback: "",
    dateCreated: now(state),
    dateUpdated: now(state),
  });
}

/** The account's number behind an address, if it is one on this channel. */
export function ownNumber(state: TwilioState, address: string): IncomingNumber | undefined {
  const number = numberByPhone(state, bare(address));
  return channelOf(address) === "whatsapp" && !number?.whatsapp ? undefined : number;
}

/** Throws the `Refusal` of a sender that is not the account's, or that does not reach the person. */
export function checkSender(state: TwilioState, from: string, to: string): void {
  const channel: Channel = channelOf(from);
  const number = ownNumber(state, from);
  const isOwnName = channel === "sms" && state.names.has(from);
  if (!number && !isOwnName) {
    if (channel === "whatsapp") throw new Refusal(63007, from);
    throw new Refusal(/^\+?\d+$/.test(from) ? 21606 : 21212, from);
  }
  const inNorthAmerica = countryOf(bare(to)) === NORTH_AMERICA;
  const reaches = isOwnName ? !inNorthAmerica : number?.kind === "long_code" || inNorthAmerica;
  if (channel === "sms" && !reaches) throw new Refusal(21612, to);
}
