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

/** Whether each vendor answers, and how many more requests it takes from us. */
export function Vendors({ breakers, limits }: Pick<AdminHealth, "breakers" | "limits">) {
  const vendors = [...new Set([...breakers, ...limits].map(({ vendor }) => vendor))];
  if (vendors.length === 0) return null;
  return (
    <Part title="health.vendors">
      {(heading) => (
        <Table aria-labelledby={heading}>
          <Columns ids={["overview.vendor", "health.answers", "health.limit"]} />
          <tbody>
            {vendors.map((vendor) => (
              <tr key={vendor}>
                <th scope="row">{VENDOR_NAMES[vendor]}</th>
                <td>
                  <BreakerSign state={breakers.find((one) => one.vendor === vendor)?.state ?? "closed"} />
                </td>
                <td>
                  <Left limit={limits.find((one) => one.vendor === vendor)} />
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
