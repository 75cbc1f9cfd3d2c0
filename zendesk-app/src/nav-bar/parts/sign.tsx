import WarningIcon from "@zendeskgarden/svg-icons/src/16/alert-warning-stroke.svg";
import CheckIcon from "@zendeskgarden/svg-icons/src/16/check-circle-stroke.svg";
import CircleIcon from "@zendeskgarden/svg-icons/src/16/circle-stroke.svg";
import ClockIcon from "@zendeskgarden/svg-icons/src/16/clock-stroke.svg";
import type { ReactNode } from "react";
import styled from "styled-components";
import { color } from "../../ui/color.ts";

export type Tone = "good" | "bad" | "waiting" | "nothing";

const ICONS = { good: CheckIcon, bad: WarningIcon, waiting: ClockIcon, nothing: CircleIcon };
const COLORS = {
  good: "foreground.success",
  bad: "foreground.warning",
  waiting: "foreground.subtle",
  nothing: "foreground.subtle",
};

const Frame = styled.span<{ $tone: Tone }>`
  display: inline-flex;
  align-items: center;
  gap: 8px;

  & > svg {
    flex: none;
    color: ${({ theme, $tone }) => color(COLORS[$tone])({ theme })};
  }
`;

/** How something stands: a sign and the word for it. */
export function Sign({ tone, children }: { tone: Tone; children: ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <Frame $tone={tone}>
      <Icon aria-hidden />
      <span>{children}</span>
    </Frame>
  );
}
