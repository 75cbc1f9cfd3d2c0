import type { Consent } from "@sidethread/shared/sidebar";
import type { IntlShape } from "react-intl";
import { formatDate, type Reader } from "../../format/moment.ts";

const SOURCES = ["klaviyo", "keyword", "carrier"] as const;

/** A consent in words: since when, and who said so. */
export function consentDetail(intl: IntlShape, reader: Reader, { state, since, source }: Consent): string {
  const word = intl.formatMessage({ id: `consent.${state}` });
  const detail = since
    ? intl.formatMessage({ id: "consent.since" }, { state: word, date: formatDate(reader, since) })
    : word;
  const known = SOURCES.find((candidate) => candidate === source);
  if (!known) return detail;
  const by = intl.formatMessage({ id: `consent.source.${known}` });
  return intl.formatMessage({ id: "consent.source" }, { detail, source: by });
}
