import { createIntl } from "react-intl";

type MessageFormat = ReturnType<ReturnType<typeof createIntl>["formatters"]["getMessageFormat"]>;

/** The words of a language, parsed, by their ids. */
export function messageFormats(locale: string, words: Record<string, string>): Map<string, MessageFormat> {
  const { formatters } = createIntl({ locale });
  return new Map(Object.entries(words).map(([id, word]) => [id, formatters.getMessageFormat(word, locale)]));
}
