import type { Customer } from "@sidethread/shared/sidebar";
import { FormattedMessage, useIntl } from "react-intl";
import { type Card, CardBody } from "../../ui/card.tsx";
import { Panel } from "../../ui/section.tsx";
import { Spoken } from "../../ui/text.tsx";
import { ConsentList } from "./consent-list.tsx";
import { CustomerHead } from "./customer-head.tsx";
import { CustomerSkeleton } from "./customer-skeleton.tsx";
import { PinnedProperties } from "./pinned-properties.tsx";
import { Segments } from "./segments.tsx";

/** Who the customer is, and how they may be reached. */
export function CustomerCard({ card }: { card: Card<Customer> | undefined }) {
  const intl = useIntl();
  const title = intl.formatMessage({ id: "customer.title" });
  return (
    <Panel aria-label={title}>
      {card?.status !== "ready" && (
        <Spoken as="h1">
          <FormattedMessage id="customer.title" />
        </Spoken>
      )}
      <CardBody card={card} skeleton={<CustomerSkeleton />}>
        {(customer) => (
          <>
            <CustomerHead customer={customer} />
            <ConsentList consent={customer.consent} />
            <Segments segments={customer.segments} />
            <PinnedProperties pinned={customer.pinned} />
          </>
        )}
      </CardBody>
    </Panel>
  );
}
