import type { Sidebar } from "@sidethread/shared/sidebar";
import { lazy, Suspense } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { Empty, SkeletonLine } from "../../ui/card.tsx";
import { useReader } from "../../ui/reader.ts";
import { Section } from "../../ui/section.tsx";
import { useZaf } from "../../zaf/zaf-provider.tsx";
import { customerName } from "../customer-name.ts";
import { asSentence, reasonText } from "./reason-text.ts";
import { replyBlock } from "./reply-block.ts";
import { BlockedReply, ReplyTerms } from "./reply-terms.tsx";
import { Thread } from "./thread.tsx";
import { useReply } from "./use-reply.ts";

const ReplyBox = lazy(() => import("./reply-box.tsx"));

const Composer = styled.div`
  display: grid;
  gap: 4px;
  margin-top: 12px;
`;

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
  const reader = useReader();
  const { session } = useZaf();
  const { thread } = sidebar;
  const name = customerName(intl, sidebar);
  const reply = useReply(thread, onSent);
  const block = replyBlock(sidebar, session.agent.email, reader.now);
  const isEmpty = thread.messages.length === 0 && reply.pending.length === 0;
  if (isEmpty && block?.reason === "no_conversation") {
    return <Empty>{asSentence(reader.locale, reasonText(intl, reader, block, name))}</Empty>;
  }
  return (
    <>
      {isEmpty ? (
        <Empty>
          <FormattedMessage id="thread.empty" />
        </Empty>
      ) : (
        <Thread
          messages={thread.messages}
          pending={reply.pending}
          expiredAt={block?.reason === "window_closed" ? block.since : null}
          name={name}
        />
      )}
      <Composer>
        {!block && thread.reply.possible && (
          <Suspense fallback={<BoxSkeleton />}>
            <ReplyBox channel={thread.reply.channel} reply={reply} />
          </Suspense>
        )}
        <div role="status">
          {block ? (
            <BlockedReply block={block} name={name} />
          ) : (
            thread.reply.possible && <ReplyTerms reply={thread.reply} />
          )}
        </div>
      </Composer>
    </>
  );
}

function BoxSkeleton() {
  return (
    <div aria-hidden>
      <SkeletonLine width="100%" height={58} />
      <SkeletonLine width="100%" height={32} />
    </div>
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
      <Composer>
        <BoxSkeleton />
      </Composer>
    </div>
  );
}
