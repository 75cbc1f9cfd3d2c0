import type { Reply } from "@sidethread/shared/sidebar";
import type { ReactNode } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { formatWhen } from "../../format/moment.ts";
import { formatPhone } from "../../format/phone.ts";
import { Notice } from "../../ui/notice.tsx";
import { useReader } from "../../ui/reader.ts";
import { Figures, Subtle } from "../../ui/text.tsx";
import { asSentence, reasonText } from "./reason-text.ts";
import type { ReplyBlock } from "./reply-block.ts";

/** How a reply would go now: over which channel, between which numbers, until when. */
export function ReplyTerms({ reply }: { reply: Extract<Reply, { possible: true }> }) {
  const reader = useReader();
  const { channel, from, to, until } = reply;
  const values = {
    channel: <FormattedMessage id={`channel.${channel}`} />,
    from: from ? <PhoneNumber phone={from} /> : <FormattedMessage id="reply.klaviyo_number" />,
    to: <PhoneNumber phone={to} />,
  };
  return (
    <Subtle>
      <FormattedMessage id="reply.route" values={values} />
      {until && (
        <div>
          <FormattedMessage id="reply.until" values={{ when: formatWhen(reader, until) }} />
        </div>
      )}
    </Subtle>
  );
}

function PhoneNumber({ phone }: { phone: string }): ReactNode {
  return <Figures>{formatPhone(phone)}</Figures>;
}

/** Why no text would arrive, in place of the box. */
export function BlockedReply({ block, name }: { block: ReplyBlock; name: string }) {
  const intl = useIntl();
  const reader = useReader();
  return <Notice type="info">{asSentence(reader.locale, reasonText(intl, reader, block, name))}</Notice>;
}
