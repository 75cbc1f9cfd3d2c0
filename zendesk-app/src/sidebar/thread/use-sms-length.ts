import type { SmsLength } from "@sidethread/shared/sms-segments";
import { useCallback, useState } from "react";

type Ruler = typeof import("@sidethread/shared/sms-segments");

interface MeasuredText {
  /** Null until the counter is there: it is fetched when the agent begins to write. */
  length: SmsLength | null;
  /** How many characters there are too many. */
  excess: number;
  prepare: () => void;
}

/** Counts a text as carriers do. */
export function useSmsLength(text: string): MeasuredText {
  const [ruler, setRuler] = useState<Ruler | null>(null);
  const prepare = useCallback(() => {
    import("@sidethread/shared/sms-segments").then(setRuler, () => undefined);
  }, []);
  return {
    length: ruler?.measureSms(text) ?? null,
    excess: ruler ? Math.max(0, text.trim().length - ruler.MAX_SMS_LENGTH) : 0,
    prepare,
  };
}
