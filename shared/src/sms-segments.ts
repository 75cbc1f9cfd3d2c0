import { SegmentedMessage } from "sms-segments-calculator";

export interface SmsLength {
  encoding: "GSM-7" | "UCS-2";
  /** Characters used, as the carrier counts them: `€` counts two in GSM-7. */
  used: number;
  /** Characters that fit into the segments used so far. */
  capacity: number;
  segments: number;
}

/** The longest text that a carrier takes, in characters. */
export const MAX_SMS_LENGTH = 1600;

const CAPACITY = { "GSM-7": { single: 160, part: 153 }, "UCS-2": { single: 70, part: 67 } };

/** Beyond it no carrier takes a text, and the exact count would take seconds: it grows with the length's square. */
const LONGEST_COUNTED = 2 * MAX_SMS_LENGTH;

/** Counts a text as carriers do: 160 or 153 a segment in GSM-7, 70 or 67 in UCS-2. */
export function measureSms(text: string): SmsLength {
  if (text.length > LONGEST_COUNTED) return estimate(text);
  const message = new SegmentedMessage(text);
  const encoding = message.encodingName as SmsLength["encoding"];
  const perUnit = encoding === "GSM-7" ? 7 : 16;
  const segments = text === "" ? 0 : message.segmentsCount;
  const { single, part } = CAPACITY[encoding];
  return {
    encoding,
    used: message.messageSize / perUnit,
    capacity: segments > 1 ? segments * part : single,
    segments,
  };
}

const GSM_7_TWICE = /[\f^{}\\[~\]|€]/g;

function estimate(text: string): SmsLength {
  const characters = [...new Set(text)].join("");
  const { encoding } = measureSms(characters.slice(0, MAX_SMS_LENGTH));
  const used = text.length + (encoding === "GSM-7" ? (text.match(GSM_7_TWICE) ?? []).length : 0);
  const { part } = CAPACITY[encoding];
  const segments = Math.ceil(used / part);
  return { encoding, used, capacity: segments * part, segments };
}
