import type { Order } from "@sidethread/shared/sidebar";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { formatMoney } from "../../format/money.ts";
import { color } from "../../ui/color.ts";
import { ExternalLink } from "../../ui/external-link.tsx";
import { useReader } from "../../ui/reader.ts";
import { Figures, Subtle } from "../../ui/text.tsx";

const Detail = styled.div`
  display: grid;
  gap: 8px;
  margin: 4px 0 12px;
  padding-inline-start: 12px;
  border-inline-start: 2px solid ${color("border.default")};
`;

const Item = styled.li`
  display: grid;
  grid-template-columns: auto minmax(0, 1fr) auto;
  column-gap: 6px;
`;

/** What was ordered, and where the parcel is. */
export function OrderDetail({ order: { items, tracking, url } }: { order: Order }) {
  const { locale } = useReader();
  const intl = useIntl();
  return (
    <Detail>
      <ul aria-label={intl.formatMessage({ id: "orders.items" })}>
        {items.map(({ title, variant, quantity, price }) => (
          <Item key={`${title} ${variant}`}>
            <Figures>{quantity} ×</Figures>
            <span>
              {title}
              {variant && <Subtle>{variant}</Subtle>}
            </span>
            <Figures>{formatMoney(locale, price)}</Figures>
          </Item>
        ))}
      </ul>
      {tracking.length === 0 ? (
        <Subtle>
          <FormattedMessage id="orders.no_tracking" />
        </Subtle>
      ) : (
        <ul aria-label={intl.formatMessage({ id: "orders.tracking" })}>
          {tracking.map((parcel) => (
            <li key={`${parcel.company} ${parcel.number}`}>
              <Parcel parcel={parcel} />
            </li>
          ))}
        </ul>
      )}
      {url && (
        <div>
          <ExternalLink href={url}>
            <FormattedMessage id="orders.open" />
          </ExternalLink>
        </div>
      )}
    </Detail>
  );
}

function Parcel({ parcel: { company, number, url } }: { parcel: Order["tracking"][number] }) {
  const known = [company, number].filter(Boolean).join(" ");
  const words = known || <FormattedMessage id="orders.track" />;
  return url ? <ExternalLink href={url}>{words}</ExternalLink> : words;
}
