import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { color } from "../../ui/color.ts";
import { Figures, Spoken } from "../../ui/text.tsx";
import type { MeasuredText } from "./use-text-length.ts";

const Line = styled(Figures)`
  display: block;
  white-space: normal;
`;

const TooLong = styled.span`
  display: block;
  color: ${color("foreground.danger")};
`;

/** How much of a text is used: "152/160 · 1 part". */
export function ReplyLength({ length: { used, capacity, parts, excess } }: { length: MeasuredText }) {
  const intl = useIntl();
  const id = parts ? "reply.length" : "reply.whole_length";
  const encoding = parts?.encoding === "UCS-2" ? "wide" : "narrow";
  const values = { used, capacity, parts: parts?.segments, encoding };
  return (
    <>
      <Line aria-hidden>{intl.formatMessage({ id }, values)}</Line>
      <Spoken>{intl.formatMessage({ id: `${id}_spoken` }, values)}</Spoken>
      {excess > 0 && (
        <TooLong role="alert">
          <FormattedMessage id="reply.too_long" values={{ excess }} />
        </TooLong>
      )}
    </>
  );
}
