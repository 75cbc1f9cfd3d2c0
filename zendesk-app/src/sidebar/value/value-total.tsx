import type { LifetimeValue } from "@sidethread/shared/sidebar";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { formatMoney, formatRoundMoney } from "../../format/money.ts";
import { useReader } from "../../ui/reader.ts";
import { Figures, Subtle } from "../../ui/text.tsx";
import { ValueBar } from "./value-bar.tsx";

const Line = styled.div`
  display: flex;
  align-items: center;
  gap: 12px;
`;

const Total = styled(Figures)`
  font-size: ${({ theme }) => theme.fontSizes.xl};
  font-weight: ${({ theme }) => theme.fontWeights.semibold};
  line-height: ${({ theme }) => theme.lineHeights.xl};
`;

/** The total with its bar, and what it is made of. */
export function ValueTotal({ value: { past, predicted, total } }: { value: LifetimeValue }) {
  const { locale } = useReader();
  const intl = useIntl();
  const headline = total ?? past ?? predicted;
  if (!headline) return null;
  const isWhole = past !== null && predicted !== null;
  return (
    <>
      <Line>
        <Total title={formatMoney(locale, headline)}>{formatRoundMoney(locale, headline)}</Total>
        {isWhole && (
          <ValueBar
            past={Number(past.amount)}
            predicted={Number(predicted.amount)}
            label={intl.formatMessage(
              { id: "value.bar" },
              { past: formatRoundMoney(locale, past), predicted: formatRoundMoney(locale, predicted) },
            )}
          />
        )}
      </Line>
      <Subtle>
        {past && <FormattedMessage id="value.so_far" values={{ amount: formatRoundMoney(locale, past) }} />}
        {" · "}
        {predicted ? (
          <FormattedMessage id="value.predicted" values={{ amount: formatRoundMoney(locale, predicted) }} />
        ) : (
          <FormattedMessage id="value.no_prediction" />
        )}
      </Subtle>
    </>
  );
}
