import type { Message } from "@sidethread/shared/sidebar";
import { useLayoutEffect, useRef } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { formatDay, formatWhen } from "../../format/moment.ts";
import { focusRing } from "../../ui/focus-ring.ts";
import { useReader } from "../../ui/reader.ts";
import { Subtle } from "../../ui/text.tsx";
import { When } from "../../ui/when.tsx";
import { Bubble } from "./bubble.tsx";
import { threadDays } from "./entries.ts";
import type { PendingReply } from "./pending-reply.ts";

const Scroller = styled.div`
  ${focusRing}
  max-height: 360px;
  margin: 0 -8px;
  padding: 0 8px;
  overflow-y: auto;
`;

/** What stands between the texts: a day, an end. */
const Divider = styled(Subtle)`
  margin: 8px 0 4px;
  text-align: center;

  &::first-letter {
    text-transform: uppercase;
  }
`;

interface ThreadProps {
  messages: Message[];
  pending: PendingReply[];
  /** Since when the channel takes no answer any more; null when it does. */
  expiredAt: string | null;
  /** What to call the customer. */
  name: string;
}

/** The texts, oldest first, the newest in sight. */
export function Thread({ messages, pending, expiredAt, name }: ThreadProps) {
  const intl = useIntl();
  const reader = useReader();
  const scroller = useRef<HTMLDivElement>(null);
  const withChannel = new Set(messages.map(({ channel }) => channel)).size > 1;
  const newest = pending.at(-1)?.id ?? messages.at(-1)?.id;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is the reason to scroll
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [newest]);

  return (
    <Scroller
      ref={scroller}
      role="log"
      aria-label={intl.formatMessage({ id: "thread.messages" }, { name })}
      tabIndex={0}
    >
      {threadDays(messages, pending, reader.timeZone).map((day) => (
        <div key={day.at}>
          <Divider>
            <When instant={day.at}>{formatDay(reader, day.at)}</When>
          </Divider>
          {day.messages.map((message) => (
            <Bubble key={message.id} {...{ message, name, withChannel }} />
          ))}
        </div>
      ))}
      {expiredAt && (
        <Divider>
          <FormattedMessage id="thread.expired" values={{ when: formatWhen(reader, expiredAt) }} />
        </Divider>
      )}
    </Scroller>
  );
}
