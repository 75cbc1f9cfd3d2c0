import type { MessageState } from "@sidethread/shared/sidebar";
import FailedIcon from "@zendeskgarden/svg-icons/src/12/alert-error-stroke.svg";
import UnknownIcon from "@zendeskgarden/svg-icons/src/12/alert-warning-stroke.svg";
import SentIcon from "@zendeskgarden/svg-icons/src/12/check-lg-stroke.svg";
import QueuedIcon from "@zendeskgarden/svg-icons/src/12/clock-stroke.svg";
import DeliveredIcon from "@zendeskgarden/svg-icons/src/16/check-double-stroke.svg";
import { useIntl } from "react-intl";
import styled from "styled-components";
import { color } from "../../ui/color.ts";

const SIGNS = {
  received: { Sign: DeliveredIcon, color: "foreground.subtle" },
  queued: { Sign: QueuedIcon, color: "foreground.subtle" },
  sent: { Sign: SentIcon, color: "foreground.subtle" },
  delivered: { Sign: DeliveredIcon, color: "foreground.success" },
  failed: { Sign: FailedIcon, color: "foreground.danger" },
  not_sent: { Sign: FailedIcon, color: "foreground.danger" },
  unknown: { Sign: UnknownIcon, color: "foreground.warning" },
} satisfies Record<MessageState, unknown>;

const Holder = styled.span<{ $color: string }>`
  display: flex;
  color: ${({ theme, $color }) => color($color)({ theme })};
`;

/** What became of a message of ours, as a sign with its word. */
export function MessageStateSign({ state }: { state: MessageState }) {
  const intl = useIntl();
  const { Sign, color: signColor } = SIGNS[state];
  const word = intl.formatMessage({ id: `thread.state.${state}` });
  return (
    <Holder $color={signColor} role="img" aria-label={word} title={word}>
      <Sign aria-hidden />
    </Holder>
  );
}
