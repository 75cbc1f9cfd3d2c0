import HighIcon from "@zendeskgarden/svg-icons/src/12/alert-warning-stroke.svg";
import LowIcon from "@zendeskgarden/svg-icons/src/12/check-lg-stroke.svg";
import MediumIcon from "@zendeskgarden/svg-icons/src/12/dash-stroke.svg";
import { FormattedMessage, FormattedNumber } from "react-intl";
import styled from "styled-components";
import { color } from "../../ui/color.ts";
import { Figures } from "../../ui/text.tsx";
import { type ChurnBand, churnBand } from "./churn-band.ts";

const SIGNS = {
  low: { Sign: LowIcon, color: "foreground.success" },
  medium: { Sign: MediumIcon, color: "foreground.warning" },
  high: { Sign: HighIcon, color: "foreground.danger" },
};

const Line = styled.p`
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  column-gap: 4px;
`;

const Band = styled.span<{ $band: ChurnBand }>`
  color: ${({ theme, $band }) => color(SIGNS[$band].color)({ theme })};
  font-weight: ${({ theme }) => theme.fontWeights.semibold};

  & > svg {
    margin-inline-end: 4px;
    vertical-align: -1px;
  }
`;

/** How likely the customer is not to come back, in a word and a number. */
export function ChurnRisk({ risk }: { risk: number | null }) {
  if (risk === null) return null;
  const band = churnBand(risk);
  const { Sign } = SIGNS[band];
  return (
    <Line>
      <FormattedMessage id="value.churn" />
      <Figures>
        <Band $band={band}>
          <Sign aria-hidden />
          <FormattedMessage id={`value.churn.${band}`} />
        </Band>
        {" · "}
        <FormattedNumber value={risk} style="percent" maximumFractionDigits={0} />
      </Figures>
    </Line>
  );
}
