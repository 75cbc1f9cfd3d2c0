import type { Order } from "@sidethread/shared/sidebar";
import { useId, useState } from "react";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { formatShortDay } from "../../format/moment.ts";
import { formatMoney } from "../../format/money.ts";
import { color } from "../../ui/color.ts";
import { focusRing } from "../../ui/focus-ring.ts";
import { useReader } from "../../ui/reader.ts";
import { Figures, PlainButton, Subtle } from "../../ui/text.tsx";
import { When } from "../../ui/when.tsx";
import { OrderDetail } from "./order-detail.tsx";

const NARROW = "@container page (max-width: 300px)";

const Entry = styled.li`
  display: grid;
  grid-column: 1 / -1;
  grid-template-columns: subgrid;
`;

const Row = styled(PlainButton)`
  ${focusRing}
  display: grid;
  grid-column: 1 / -1;
  grid-template-columns: subgrid;
  align-items: baseline;
  margin: 0 -8px;
  padding: 4px 8px;

  &:hover,
  &[aria-expanded="true"] {
    background: ${color("background.subtle")};
  }
`;

const Name = styled(Figures)`
  font-weight: ${({ theme }) => theme.fontWeights.semibold};
`;

const Total = styled(Figures)`
  text-align: end;
`;

const State = styled.span`
  overflow-wrap: normal;
  text-align: end;

  @container page (min-width: 400px) {
    text-align: start;
  }

  @container page (max-width: 340px) {
    font-size: ${({ theme }) => theme.fontSizes.sm};
  }

  ${NARROW} {
    grid-column: 1 / -1;
    color: ${color("foreground.subtle")};
    text-align: start;
  }
`;

/** One order in a line; a click opens its detail under it. */
export function OrderRow({ order }: { order: Order }) {
  const reader = useReader();
  const [isOpen, setOpen] = useState(false);
  const detail = useId();
  return (
    <Entry>
      <Row type="button" aria-expanded={isOpen} aria-controls={detail} onClick={() => setOpen(!isOpen)}>
        <Name>{order.name}</Name>
        <Subtle tag="span">
          <When instant={order.placedAt}>{formatShortDay(reader, order.placedAt)}</When>
        </Subtle>
        <Total>{formatMoney(reader.locale, order.total)}</Total>
        <State>
          <FormattedMessage id={`order.${order.state}`} />
        </State>
      </Row>
      <div id={detail} hidden={!isOpen} style={{ gridColumn: "1 / -1" }}>
        {isOpen && <OrderDetail order={order} />}
      </div>
    </Entry>
  );
}
