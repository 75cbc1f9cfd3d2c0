import type { AdminConnection } from "@sidethread/shared/admin";
import { Fragment } from "react";
import { FormattedList, FormattedMessage } from "react-intl";
import { When } from "../../ui/when.tsx";
import { Facts } from "../parts/facts.ts";

interface ConnectionFactsProps {
  connection: AdminConnection;
  /** The names of the brands that it is for, where other brands have others. */
  brands?: string[] | null;
}

/** What there is to know of a connection. */
export function ConnectionFacts({ connection, brands = null }: ConnectionFactsProps) {
  const { label, by, scopes, lastEventAt, endsAt } = connection;
  const lastEvent = lastEventAt ? (
    <When instant={lastEventAt} />
  ) : (
    <FormattedMessage id="overview.no_event" />
  );
  const ends = endsAt && <When instant={endsAt} />;
  const facts = [
    ["connect.to", label],
    ["connect.brands", brands && <BrandNames names={brands} />],
    ["connect.by", by && <FormattedMessage id={`connect.by.${by}`} />],
    ["connect.scopes", scopes.length > 0 && scopes.join(", ")],
    ["overview.last_event", lastEvent],
    ["connect.ends", ends],
  ] as const;
  return (
    <Facts>
      {facts.map(
        ([id, fact]) =>
          fact && (
            <Fragment key={id}>
              <dt>
                <FormattedMessage id={id} />
              </dt>
              <dd>{fact}</dd>
            </Fragment>
          ),
      )}
    </Facts>
  );
}

function BrandNames({ names }: { names: string[] }) {
  return names.length > 0 ? <FormattedList value={names} /> : <FormattedMessage id="connect.brands.none" />;
}
