import type { Message, MessageState } from "@sidethread/shared/sidebar";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { color } from "../../ui/color.ts";
import { Subtle } from "../../ui/text.tsx";
import { reasonId } from "./reason-id.ts";

const TROUBLE: Partial<Record<MessageState, string>> = {
  failed: "foreground.danger",
  not_sent: "foreground.danger",
  unknown: "foreground.warning",
};

const Words = styled(Subtle)<{ $color: string }>`
  && {
    color: ${({ theme, $color }) => color($color)({ theme })};
  }
`;

/** Why a message did not arrive, and what to do. Silent when it did, or is on its way. */
export function Problem({ message: { state, reason }, name }: { message: Message; name: string }) {
  const trouble = TROUBLE[state];
  if (!trouble) return null;
  const values = {
    state: <FormattedMessage id={`thread.state.${state}`} />,
    reason: (
      <FormattedMessage
        id={reasonId(state === "unknown" ? "unknown_outcome" : reason)}
        values={{ name, date: "none" }}
      />
    ),
  };
  return (
    <Words $color={trouble}>
      <FormattedMessage id="thread.problem" values={values} />
    </Words>
  );
}
