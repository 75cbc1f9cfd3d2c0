import type { Order } from "@sidethread/shared/sidebar";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { type Card, CardBody, Empty, SkeletonLine } from "../../ui/card.tsx";
import { Section } from "../../ui/section.tsx";
import { Figures, Spoken, Subtle } from "../../ui/text.tsx";
import { OrderRow } from "./order-row.tsx";

const List = styled.ul`
  display: grid;
  grid-template-columns: auto auto auto minmax(min-content, 1fr);
  column-gap: 8px;

  @container page (min-width: 400px) {
    grid-template-columns: auto auto auto 1fr;
    column-gap: 24px;
  }

  @container page (max-width: 300px) {
    grid-template-columns: auto minmax(min-content, 1fr) auto;
  }
`;

const Older = styled(Subtle)`
  margin-top: 4px;
`;

type Orders = { total: number; recent: Order[] };

/** The customer's recent orders. */
export function OrdersCard({ card }: { card: Card<Orders> | undefined }) {
  const intl = useIntl();
  const total = card?.status === "ready" && card.data.total > 0 ? card.data.total : null;
  const meta = total && (
    <>
      <Figures aria-hidden>{intl.formatNumber(total)}</Figures>
      <Spoken>
        <FormattedMessage id="orders.count" values={{ count: total }} />
      </Spoken>
    </>
  );
  return (
    <Section id="orders" title={intl.formatMessage({ id: "orders.title" })} meta={meta}>
      <CardBody card={card} skeleton={<OrdersSkeleton />}>
        {({ total, recent }) =>
          recent.length === 0 ? (
            <Empty>
              <FormattedMessage id="orders.empty" />
            </Empty>
          ) : (
            <>
              <List>
                {recent.map((order) => (
                  <OrderRow key={order.id} order={order} />
                ))}
              </List>
              {total > recent.length && (
                <Older>
                  <FormattedMessage id="orders.more" values={{ count: total - recent.length }} />
                </Older>
              )}
            </>
          )
        }
      </CardBody>
    </Section>
  );
}

function OrdersSkeleton() {
  return (
    <>
      <SkeletonLine width="100%" height={28} />
      <SkeletonLine width="100%" height={28} />
      <SkeletonLine width="100%" height={28} />
    </>
  );
}
