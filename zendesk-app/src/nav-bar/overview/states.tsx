import type { Overview } from "@sidethread/shared/overview";
import { FormattedMessage } from "react-intl";
import { VENDOR_NAMES } from "../../ui/vendor-names.ts";
import { When } from "../../ui/when.tsx";
import { Columns } from "../parts/columns.tsx";
import { Part } from "../parts/page.tsx";
import { Sign } from "../parts/sign.tsx";
import { Table } from "../parts/table.ts";

/** A row a vendor: its state, and when it last told us something. */
export function States({ connections }: { connections: Overview["connections"] }) {
  return (
    <Part title="overview.connections">
      {(heading) => (
        <Table aria-labelledby={heading}>
          <Columns ids={["overview.vendor", "overview.state", "overview.last_event"]} />
          <tbody>
            {connections.map(({ vendor, connected, lastEventAt }) => (
              <tr key={vendor}>
                <th scope="row">{VENDOR_NAMES[vendor]}</th>
                <td>
                  <Sign tone={connected ? "good" : "nothing"}>
                    <FormattedMessage id={connected ? "overview.connected" : "overview.disconnected"} />
                  </Sign>
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
