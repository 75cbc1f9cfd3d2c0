import type { LifetimeValue } from "@sidethread/shared/sidebar";
import type { ReactNode } from "react";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { dayNumber, formatDay } from "../../format/moment.ts";
import { formatRoundMoney } from "../../format/money.ts";
import { useReader } from "../../ui/reader.ts";

const Grid = styled.ul`
  display: grid;
  grid-template-columns: auto 1fr;
  gap: 0 16px;
  margin-top: 8px;
  font-variant-numeric: tabular-nums;

  b {
    font-weight: ${({ theme }) => theme.fontWeights.semibold};
    white-space: nowrap;
  }

  @container page (max-width: 280px) {
    grid-template-columns: 1fr;
  }
`;

const bold = (text: ReactNode[]) => <b>{text}</b>;

/** How many orders, how large, how often, and when the next one is due. */
export function ValueFigures({ value }: { value: LifetimeValue }) {
  const reader = useReader();
  const { orders, averageOrder, daysBetweenOrders, nextOrderExpected: next } = value;
  const isOverdue = next && dayNumber(reader.timeZone, next) < dayNumber(reader.timeZone, reader.now);
  return (
    <Grid>
      {orders !== null && (
        <li>
          <FormattedMessage id="value.orders" values={{ count: orders, b: bold }} />
        </li>
      )}
      {averageOrder && (
        <li>
          <FormattedMessage
            id="value.average"
            values={{ amount: formatRoundMoney(reader.locale, averageOrder), b: bold }}
          />
        </li>
      )}
      {daysBetweenOrders !== null && (
        <li>
          <FormattedMessage id="value.every" values={{ days: Math.round(daysBetweenOrders), b: bold }} />
        </li>
      )}
      {next && (
        <li style={daysBetweenOrders === null ? { gridColumn: "1 / -1" } : undefined}>
          <FormattedMessage
            id={isOverdue ? "value.overdue" : "value.next"}
            values={{ date: formatDay(reader, next), b: bold }}
          />
        </li>
      )}
    </Grid>
  );
}
