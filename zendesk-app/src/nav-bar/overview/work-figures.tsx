import type { Overview } from "@sidethread/shared/overview";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { formatSpan } from "../../format/moment.ts";
import { color } from "../../ui/color.ts";
import { Subtle } from "../../ui/text.tsx";
import { Part } from "../parts/page.tsx";

const Figures = styled.dl`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(128px, 1fr));
  gap: 12px;

  & > div {
    display: flex;
    flex-direction: column-reverse;
    padding: 16px;
    border: 1px solid ${color("border.subtle")};
    border-radius: ${({ theme }) => theme.borderRadii.md};
  }

  dd {
    font-size: ${({ theme }) => theme.fontSizes.xxl};
    font-weight: ${({ theme }) => theme.fontWeights.semibold};
    font-variant-numeric: tabular-nums;
    line-height: ${({ theme }) => theme.lineHeights.xxl};
  }
`;

/** How much work there is, each figure with its definition. */
export function WorkFigures({ work }: { work: Overview["work"] }) {
  const intl = useIntl();
  const figures = [
    ["waiting", intl.formatNumber(work.waiting)],
    ["set_aside", intl.formatNumber(work.failed)],
    ["oldest", formatSpan(intl.locale, work.oldestSeconds ?? 0)],
  ] as const;
  return (
    <Part title="overview.work">
      {() => (
        <Figures>
          {figures.map(([name, figure]) => (
            <div key={name}>
              <dt>
                <FormattedMessage id={`overview.${name}`} />
                <Subtle>
                  <FormattedMessage id={`overview.${name}_detail`} />
                </Subtle>
              </dt>
              <dd>{figure}</dd>
            </div>
          ))}
        </Figures>
      )}
    </Part>
  );
}
