import type { SmsLength } from "@sidethread/shared/sms-segments";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { color } from "../../ui/color.ts";
import { Figures, Spoken } from "../../ui/text.tsx";

const Line = styled(Figures)`
  display: block;
`;

const TooLong = styled.span`
  display: block;
  color: ${color("foreground.danger")};
`;

/** How much of a text is used: "152/160 · 1 part". */
export function ReplyLength({ length, excess }: { length: SmsLength | null; excess: number }) {
  const intl = useIntl();
  if (!length || length.segments === 0) return null;
  const values = { used: length.used, capacity: length.capacity, parts: length.segments };
  return (
    <>
      <Line aria-hidden>{intl.formatMessage({ id: "reply.length" }, values)}</Line>
      <Spoken>{intl.formatMessage({ id: "reply.length_spoken" }, values)}</Spoken>
      {excess > 0 && (
        <TooLong role="alert">
          <FormattedMessage id="reply.too_long" values={{ excess }} />
        </TooLong>
      )}
    </>
  );
}
