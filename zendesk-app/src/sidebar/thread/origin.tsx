import type { Message } from "@sidethread/shared/sidebar";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { Subtle } from "../../ui/text.tsx";

const Label = styled(Subtle)`
  margin-bottom: 2px;
`;

/** Where a message comes from when no agent wrote it, and which one the customer answers. */
export function Origin({ message: { origin, title, answers } }: { message: Message }) {
  if (answers !== null) {
    return (
      <Label>
        <FormattedMessage id="thread.answers" values={{ title: answers }} />
      </Label>
    );
  }
  if (origin === "customer" || origin === "agent") return null;
  return (
    <Label>
      <FormattedMessage id={`thread.${origin}`} />
      {title !== null && ` · ${title}`}
    </Label>
  );
}
