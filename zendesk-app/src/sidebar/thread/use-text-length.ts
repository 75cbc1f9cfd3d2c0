import type { TextChannel } from "@sidethread/shared/sidebar";
import type { SmsLength } from "@sidethread/shared/sms-segments";
import { useEffect, useState } from "react";

type Ruler = typeof import("@sidethread/shared/sms-segments");

export interface MeasuredText {
  used: number;
  capacity: number;
  /** How an SMS is cut into parts; null on channels that don't. */
  parts: Pick<SmsLength, "encoding" | "segments"> | null;
  /** How many characters there are too many. */
  excess: number;
}

/** Counts a text as its channel does; null while there is none, or until the counter is fetched. */
export function useTextLength(text: string, channel: TextChannel): MeasuredText | null {
  const [ruler, setRuler] = useState<Ruler | null>(null);
  const isEmpty = text.trim() === "";
  useEffect(() => {
    if (!isEmpty) import("@sidethread/shared/sms-segments").then(setRuler, () => undefined);
  }, [isEmpty]);
  return ruler && !isEmpty ? measure(ruler, text, channel) : null;
}

function measure({ measureSms, MAX_SMS_LENGTH }: Ruler, text: string, channel: TextChannel): MeasuredText {
  const excess = Math.max(0, text.trim().length - MAX_SMS_LENGTH);
  if (channel !== "sms") return { used: text.length, capacity: MAX_SMS_LENGTH, parts: null, excess };
  const { used, capacity, ...parts } = measureSms(text);
  return { used, capacity, parts, excess };
}
