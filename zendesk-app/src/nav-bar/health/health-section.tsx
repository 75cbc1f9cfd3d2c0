import type { AdminHealth } from "@sidethread/shared/admin";
import { FormattedMessage } from "react-intl";
import { VENDOR_NAMES } from "../../ui/vendor-names.ts";
import { When } from "../../ui/when.tsx";
import { ConnectionSign } from "../connections/connection-sign.tsx";
import { useAdminData } from "../data/use-admin-data.ts";
import { Banner } from "../overview/banner.tsx";
import { needsOfHealth } from "../overview/needs.ts";
import { WorkFigures } from "../overview/work-figures.tsx";
import { Columns } from "../parts/columns.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Part } from "../parts/page.tsx";
import { Table } from "../parts/table.ts";
import { DeadLetters } from "./dead-letters.tsx";
import { Deliveries } from "./deliveries.tsx";
import { Vendors } from "./vendors.tsx";

const EVERY = 5_000;

/** How everything runs: the banner says what needs a person, the rest where to look. */
export function HealthSection() {
  const data = useAdminData<AdminHealth>("/admin/health", EVERY);
  return (
    <Loaded data={data}>
      {(health) => (
        <>
          <Banner needs={needsOfHealth(health)} />
          <ConnectionTable connections={health.connections} />
          <WorkFigures work={health.work} />
          <DeadLetters letters={health.deadLetters} reload={data.reload} />
          <Vendors breakers={health.breakers} limits={health.limits} />
          <Deliveries deliveries={health.deliveries} />
        </>
      )}
    </Loaded>
  );
}

function ConnectionTable({ connections }: Pick<AdminHealth, "connections">) {
  return (
    <Part title="overview.connections">
      {(heading) => (
        <Table aria-labelledby={heading}>
          <Columns ids={["overview.vendor", "overview.state", "overview.last_event"]} />
          <tbody>
            {connections.map(({ vendor, state, lastEventAt }) => (
              <tr key={vendor}>
                <th scope="row">{VENDOR_NAMES[vendor]}</th>
                <td>
                  <ConnectionSign state={state} />
                </td>
                <td>
                  {lastEventAt ? <When instant={lastEventAt} /> : <FormattedMessage id="overview.no_event" />}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Part>
  );
}
