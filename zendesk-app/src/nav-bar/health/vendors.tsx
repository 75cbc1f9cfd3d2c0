import type { AdminHealth } from "@sidethread/shared/admin";
import { FormattedMessage, useIntl } from "react-intl";
import { formatSpan } from "../../format/moment.ts";
import { VENDOR_NAMES } from "../../ui/vendor-names.ts";
import { Columns } from "../parts/columns.tsx";
import { Part } from "../parts/page.tsx";
import { Sign, type Tone } from "../parts/sign.tsx";
import { Table } from "../parts/table.ts";

type Breaker = AdminHealth["breakers"][number];
type Limit = AdminHealth["limits"][number];

const TONES: Record<Breaker["state"], Tone> = { closed: "good", half_open: "waiting", open: "bad" };

type VendorsProps = Pick<AdminHealth, "breakers" | "limits" | "connections">;
type Which = Pick<Breaker, "vendor" | "key">;

const nameOf = ({ vendor, key }: Which) => `${vendor} ${key}`;
const isOf = (one: Which) => (other: Which) => nameOf(one) === nameOf(other);

/** Whether each vendor answers, and how many more requests it takes from us. */
export function Vendors({ breakers, limits, connections }: VendorsProps) {
  const labels = new Map(connections.map((one) => [nameOf(one), one.label]));
  const vendors = [...new Map([...breakers, ...limits].map((one) => [nameOf(one), one])).values()];
  if (vendors.length === 0) return null;
  return (
    <Part title="health.vendors">
      {(heading) => (
        <Table aria-labelledby={heading}>
          <Columns ids={["overview.vendor", "health.answers", "health.limit"]} />
          <tbody>
            {vendors.map((one) => (
              <tr key={nameOf(one)}>
                <th scope="row">
                  {VENDOR_NAMES[one.vendor]}
                  {one.key && `: ${labels.get(nameOf(one)) ?? one.key}`}
                </th>
                <td>
                  <BreakerSign state={breakers.find(isOf(one))?.state ?? "closed"} />
                </td>
                <td>
                  <Left limit={limits.find(isOf(one))} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Part>
  );
}

function BreakerSign({ state }: { state: Breaker["state"] }) {
  return (
    <Sign tone={TONES[state]}>
      <FormattedMessage id={`health.breaker.${state}`} />
    </Sign>
  );
}

function Left({ limit }: { limit: Limit | undefined }) {
  const intl = useIntl();
  if (!limit || limit.remaining === null) return <FormattedMessage id="health.limit_unknown" />;
  const { remaining, of, resetsInSeconds } = limit;
  return (
    <span>
      {of === null
        ? intl.formatNumber(remaining)
        : intl.formatMessage({ id: "health.left_of" }, { remaining, of })}
      {resetsInSeconds !== null &&
        ` · ${intl.formatMessage({ id: "health.resets" }, { span: formatSpan(intl.locale, resetsInSeconds) })}`}
    </span>
  );
}
