import type { Overview } from "@sidethread/shared/overview";
import { FormattedMessage } from "react-intl";
import { VENDOR_NAMES } from "../../ui/vendor-names.ts";
import { When } from "../../ui/when.tsx";
import { ConnectionSign } from "../connections/connection-sign.tsx";
import { Columns } from "../parts/columns.tsx";
import { Part } from "../parts/page.tsx";
import { Table } from "../parts/table.ts";

interface StatesProps {
  /** With a key, and a label, where there may be several to one vendor. */
  connections: (Overview["connections"][number] & { key?: string; label?: string | null })[];
}

/** A row a connection: its state, and when the vendor last told us something. */
export function States({ connections }: StatesProps) {
  return (
    <Part title="overview.connections">
      {(heading) => (
        <Table aria-labelledby={heading}>
          <Columns ids={["overview.vendor", "overview.state", "overview.last_event"]} />
          <tbody>
            {connections.map(({ vendor, key, label, state, lastEventAt }) => (
              <tr key={`${vendor} ${key}`}>
                <th scope="row">
                  {VENDOR_NAMES[vendor]}
                  {key && label && `: ${label}`}
                </th>
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
