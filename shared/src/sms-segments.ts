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

/** Counts a text as carriers do: 160 or 153 a segment in GSM-7, 70 or 67 in UCS-2. */
export function measureSms(text: string): SmsLength {
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
