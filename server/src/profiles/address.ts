import { type Identity, toE164 } from "./identity.ts";

/** Who a text is from. Only a phone number can be answered. */
export type Address =
  | { kind: "e164"; number: string }
  | { kind: "short_code"; digits: string }
  | { kind: "name"; text: string };

const E164 = /^\+[1-9]\d{6,14}$/;
const SHORT_CODE = /^\d{3,8}$/;

/** Reads a sender as a carrier names it. A number that the library does not know yet is a number all the same. */
export function readAddress(sender: string): Address {
  const trimmed = sender.trim();
  if (SHORT_CODE.test(trimmed)) return { kind: "short_code", digits: trimmed };
  const number = toE164(trimmed) ?? (E164.test(trimmed) ? trimmed : null);
  return number === null ? { kind: "name", text: trimmed } : { kind: "e164", number };
}

/** The one spelling under which an address is kept. */
export function spell(address: Address): string {
  switch (address.kind) {
    case "e164":
      return address.number;
    case "short_code":
      return address.digits;
    case "name":
      return address.text;
  }
}

/** The id of a person of whom we know their address alone. */
export const addressIdentity = (address: Address): Identity => ({ kind: "phone", value: spell(address) });

export const isAnswerable = (sender: string): boolean => readAddress(sender).kind === "e164";
