import type { Overview } from "@sidethread/shared/overview";
import WarningIcon from "@zendeskgarden/svg-icons/src/16/alert-warning-stroke.svg";
import CheckIcon from "@zendeskgarden/svg-icons/src/16/check-circle-stroke.svg";
import { useId } from "react";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { color } from "../ui/color.ts";
import { VENDOR_NAMES } from "../ui/vendor-names.ts";
import { When } from "../ui/when.tsx";

const Table = styled.table`
  width: 100%;
  border-collapse: collapse;

  th,
  td {
    padding: 12px 8px;
    border-bottom: 1px solid ${color("border.subtle")};
    font-weight: ${({ theme }) => theme.fontWeights.regular};
    text-align: start;
  }

  thead th {
    padding-block: 8px;
    border-bottom-color: ${color("border.default")};
    color: ${color("foreground.subtle")};
    font-size: ${({ theme }) => theme.fontSizes.sm};
  }

  tbody th {
    font-weight: ${({ theme }) => theme.fontWeights.semibold};
  }
`;

const State = styled.span<{ $isConnected: boolean }>`
  display: flex;
  align-items: center;
  gap: 8px;

  & > svg {
    flex: none;
    color: ${({ theme, $isConnected }) =>
      color($isConnected ? "foreground.success" : "foreground.warning")({ theme })};
  }
`;

/** A row a vendor: its state, and when it last told us something. */
export function Connections({ connections }: { connections: Overview["connections"] }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>
        <FormattedMessage id="overview.connections" />
      </h2>
      <Table aria-labelledby={heading}>
        <thead>
          <tr>
            <th scope="col">
              <FormattedMessage id="overview.vendor" />
            </th>
            <th scope="col">
              <FormattedMessage id="overview.state" />
            </th>
            <th scope="col">
              <FormattedMessage id="overview.last_event" />
            </th>
          </tr>
        </thead>
        <tbody>
          {connections.map(({ vendor, connected, lastEventAt }) => (
            <tr key={vendor}>
              <th scope="row">{VENDOR_NAMES[vendor]}</th>
              <td>
                <State $isConnected={connected}>
                  {connected ? <CheckIcon aria-hidden /> : <WarningIcon aria-hidden />}
                  <FormattedMessage id={connected ? "overview.connected" : "overview.disconnected"} />
                </State>
              </td>
              <td>
                {lastEventAt ? <When instant={lastEventAt} /> : <FormattedMessage id="overview.no_event" />}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
