import type { LifetimeValue } from "@sidethread/shared/sidebar";
import { FormattedMessage, useIntl } from "react-intl";
import { type Card, CardBody, Empty, SkeletonLine } from "../../ui/card.tsx";
import { Section } from "../../ui/section.tsx";
import { ChurnRisk } from "./churn-risk.tsx";
import { ValueFigures } from "./value-figures.tsx";
import { ValueTotal } from "./value-total.tsx";

/** What the customer is worth: so far, and in the next twelve months. */
export function ValueCard({ card }: { card: Card<LifetimeValue | null> | undefined }) {
  const intl = useIntl();
  const value = card?.status === "ready" ? card.data : null;
  const meta = value && intl.formatMessage({ id: `value.source.${value.source}` });
  return (
    <Section id="value" title={intl.formatMessage({ id: "value.title" })} meta={meta}>
      <CardBody card={card} skeleton={<ValueSkeleton />}>
        {(known) =>
          known && hasFigures(known) ? (
            <>
              <ValueTotal value={known} />
              <ValueFigures value={known} />
              <ChurnRisk risk={known.churnRisk} />
            </>
          ) : (
            <Empty>
              <FormattedMessage id="value.empty" />
            </Empty>
          )
        }
      </CardBody>
    </Section>
  );
}

function hasFigures({ past, predicted, total }: LifetimeValue): boolean {
  return (past ?? predicted ?? total) !== null;
}

function ValueSkeleton() {
  return (
    <>
      <SkeletonLine width="100%" height={28} />
      <SkeletonLine width="85%" height={16} />
      <div style={{ marginTop: 8 }}>
        <SkeletonLine width="80%" />
        <SkeletonLine width="90%" />
      </div>
      <SkeletonLine width="50%" />
    </>
  );
}
