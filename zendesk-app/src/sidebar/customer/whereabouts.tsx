import type { Customer } from "@sidethread/shared/sidebar";
import { useIntl } from "react-intl";
import styled from "styled-components";
import { formatClock } from "../../format/moment.ts";
import { formatPlace, languageName } from "../../format/place.ts";
import { useReader } from "../../ui/reader.ts";
import { Figures, Subtle } from "../../ui/text.tsx";

const Line = styled(Subtle)`
  & > * + *::before {
    content: " · ";
  }
`;

/** Place, time of day there, language in its own name. */
export function Whereabouts({ customer: { city, country, timeZone, locale } }: { customer: Customer }) {
  const intl = useIntl();
  const reader = useReader();
  const place = formatPlace(reader.locale, city, country);
  const time = timeZone && localTime(timeZone, reader);
  const language = locale && languageName(locale, locale);
  if (!place && !time && !language) return null;
  return (
    <Line>
      {place && <span>{place}</span>}
      {time && <Figures title={intl.formatMessage({ id: "customer.local_time" }, { time })}>{time}</Figures>}
      {language && (
        <span lang={locale} title={languageName(reader.locale, locale) ?? language}>
          {language}
        </span>
      )}
    </Line>
  );
}

function localTime(timeZone: string, reader: { locale: string; now: number }): string | null {
  try {
    return formatClock({ ...reader, timeZone }, reader.now);
  } catch {
    return null;
  }
}
