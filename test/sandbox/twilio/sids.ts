export type NewSid = (prefix: "SM" | "MM" | "ME" | "PN" | "SC" | "RQ" | "IT") => string;

/** Twilio's ids: two letters and 32 hex digits, from the vendor's seeded stream. */
export function createSids(random: () => number): NewSid {
  const word = () =>
    Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, "0");
  return (prefix) => `${prefix}${word()}${word()}${word()}${word()}`;
}
