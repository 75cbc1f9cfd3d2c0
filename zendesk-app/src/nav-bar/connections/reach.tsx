import type { Vendor } from "@sidethread/shared/sidebar";
import { FormattedMessage } from "react-intl";
import { Facts } from "../parts/facts.ts";

/** What we read and write at a vendor. */
export function Reach({ vendor }: { vendor: Vendor }) {
  return (
    <Facts>
      <dt>
        <FormattedMessage id="connect.reads" />
      </dt>
      <dd>
        <FormattedMessage id={`connect.reads.${vendor}`} />
      </dd>
      <dt>
        <FormattedMessage id="connect.writes" />
      </dt>
      <dd>
        <FormattedMessage id={`connect.writes.${vendor}`} />
      </dd>
    </Facts>
  );
}
