import type { Sidebar } from "@sidethread/shared/sidebar";
import { FormattedMessage, useIntl } from "react-intl";
import { givenName } from "../../format/name.ts";
import { Empty, SkeletonLine } from "../../ui/card.tsx";
import { Section } from "../../ui/section.tsx";
import { useZaf } from "../../zaf/zaf-provider.tsx";
import { replyBlock } from "./reply-block.ts";
import { BlockedReply, ReplyBox } from "./reply-box.tsx";
import { Thread } from "./thread.tsx";
import { useReply } from "./use-reply.ts";

interface ThreadCardProps {
  sidebar: Sidebar | undefined;
  onSent: () => void;
}

/** The texts with the customer, and a box to answer in. */
export function ThreadCard({ sidebar, onSent }: ThreadCardProps) {
  const intl = useIntl();
  return (
    <Section id="thread" title={intl.formatMessage({ id: "thread.title" })}>
      {sidebar ? <Conversation sidebar={sidebar} onSent={onSent} /> : <ThreadSkeleton />}
    </Section>
  );
}

function Conversation({ sidebar, onSent }: { sidebar: Sidebar; onSent: () => void }) {
  const intl = useIntl();
  const { session } = useZaf();
  const { customer, thread } = sidebar;
  const fullName = customer.status === "ready" ? customer.data.name : null;
  const name = fullName ? givenName(fullName) : intl.formatMessage({ id: "common.someone" });
  const reply = useReply(thread.messages, onSent);
  const block = replyBlock(sidebar, session.agent.email);
  const isEmpty = thread.messages.length === 0 && reply.pending.length === 0;
  if (isEmpty && block?.reason === "no_conversation") {
    return (
      <Empty>
        <FormattedMessage id="reply.blocked.no_conversation" values={{ name }} />
      </Empty>
    );
  }
  return (
    <>
      {isEmpty ? (
        <Empty>
          <FormattedMessage id="thread.empty" />
        </Empty>
      ) : (
        <Thread messages={thread.messages} pending={reply.pending} name={name} />
      )}
      {block ? (
        <BlockedReply block={block} name={name} />
      ) : (
        thread.reply.possible && <ReplyBox from={thread.reply.from} reply={reply} />
      )}
    </>
  );
}

function ThreadSkeleton() {
  return (
    <div aria-hidden>
      <SkeletonLine width="60%" height={42} />
      <div style={{ marginInlineStart: "40%" }}>
        <SkeletonLine width="100%" height={42} />
      </div>
      <SkeletonLine width="70%" height={42} />
      <div style={{ marginTop: 12 }}>
        <SkeletonLine width="100%" height={82} />
        <SkeletonLine width="70%" height={32} />
      </div>
    </div>
  );
}
