import type { AdminConnection } from "@sidethread/shared/admin";
import { Fragment } from "react";
import { FormattedMessage } from "react-intl";
import { When } from "../../ui/when.tsx";
import { Facts } from "../parts/facts.ts";

/** What there is to know of a connection. */
export function ConnectionFacts({ connection }: { connection: AdminConnection }) {
  const { label, by, scopes, lastEventAt, endsAt } = connection;
  const lastEvent = lastEventAt ? (
    <When instant={lastEventAt} />
  ) : (
    <FormattedMessage id="overview.no_event" />
  );
  const ends = endsAt && <When instant={endsAt} />;
  const facts = [
    ["connect.to", label],
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
