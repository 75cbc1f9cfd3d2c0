import type { Consent, ConsentState, Customer } from "@sidethread/shared/sidebar";
import CheckIcon from "@zendeskgarden/svg-icons/src/12/check-lg-stroke.svg";
import DashIcon from "@zendeskgarden/svg-icons/src/12/dash-stroke.svg";
import UnknownIcon from "@zendeskgarden/svg-icons/src/12/question-mark-stroke.svg";
import CrossIcon from "@zendeskgarden/svg-icons/src/12/x-stroke.svg";
import { useId } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { color } from "../../ui/color.ts";
import { focusRing } from "../../ui/focus-ring.ts";
import { Hint } from "../../ui/hint.tsx";
import { useReader } from "../../ui/reader.ts";
import { PlainButton, Spoken } from "../../ui/text.tsx";
import { consentDetail } from "./consent-detail.ts";

const CHANNELS = ["sms", "email", "whatsapp"] as const;

const SIGNS: Record<ConsentState, { Sign: typeof CheckIcon; color: string }> = {
  subscribed: { Sign: CheckIcon, color: "foreground.success" },
  unsubscribed: { Sign: CrossIcon, color: "foreground.danger" },
  never_subscribed: { Sign: DashIcon, color: "foreground.subtle" },
  unknown: { Sign: UnknownIcon, color: "foreground.subtle" },
};

const List = styled.ul`
  display: flex;
  flex-wrap: wrap;
  gap: 4px 16px;
  margin-top: 12px;
`;

const Channel = styled(PlainButton)<{ $color: string }>`
  ${focusRing}
  display: flex;
  align-items: center;
  gap: 6px;
  margin: 0 -4px;
  padding: 0 4px;
  cursor: default;

  & > svg {
    color: ${({ theme, $color }) => color($color)({ theme })};
  }
`;

/** Consent by channel: a sign and a word, the details on hover and focus. */
export function ConsentList({ consent }: { consent: Customer["consent"] }) {
  const heading = useId();
  return (
    <>
      <Spoken as="h2" id={heading}>
        <FormattedMessage id="customer.consent" />
      </Spoken>
      <List aria-labelledby={heading}>
        {CHANNELS.map((channel) => (
          <li key={channel}>
            <ChannelConsent channel={channel} consent={consent[channel]} />
          </li>
        ))}
      </List>
    </>
  );
}

function ChannelConsent({ channel, consent }: { channel: (typeof CHANNELS)[number]; consent: Consent }) {
  const intl = useIntl();
  const reader = useReader();
  const { Sign, color: signColor } = SIGNS[consent.state];
  return (
    <Hint content={consentDetail(intl, reader, consent)}>
      <Channel type="button" $color={signColor}>
        <Sign aria-hidden />
        <span>
          <FormattedMessage id={`channel.${channel}`} />
          <Spoken>
            : <FormattedMessage id={`consent.${consent.state}`} />
          </Spoken>
        </span>
      </Channel>
    </Hint>
  );
}
