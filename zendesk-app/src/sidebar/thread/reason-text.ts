import type { IntlShape } from "react-intl";
import { formatDate, type Reader } from "../../format/moment.ts";
import type { ReplyBlock } from "./reply-block.ts";

/** Why a reply could not be delivered, and the way out; as it stands after a colon. */
export function reasonText(intl: IntlShape, reader: Reader, block: ReplyBlock, name: string): string {
  const date = block.since ? formatDate(reader, block.since) : "none";
  return intl.formatMessage({ id: `reason.${block.reason}` }, { name, date });
}

/** The same words as a sentence of their own. */
export function asSentence(locale: string, text: string): string {
  const [first = ""] = text;
  return first.toLocaleUpperCase(locale) + text.slice(first.length);
}
