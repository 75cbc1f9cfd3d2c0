import { messageFormats } from "../../../zendesk-app/build/message-formats.ts";
import type { WordId } from "../../../zendesk-app/src/i18n/messages.ts";
import type { reasonText } from "../../../zendesk-app/src/sidebar/thread/reason-text.ts";

type Intl = Parameters<typeof reasonText>[0];

/** Formats words as the app does, and throws at one that can't be formatted. */
export function strictIntl(locale: string, words: Record<string, string>): Intl {
  const formats = messageFormats(locale, words);
  const formatMessage = ({ id }: { id: WordId }, values?: Record<string, string | number>) =>
    formats.get(id)?.format(values);
  return { formatMessage } as Intl;
}
