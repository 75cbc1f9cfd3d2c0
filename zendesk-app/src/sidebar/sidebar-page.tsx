import type { Sidebar } from "@sidethread/shared/sidebar";
import { lazy, Suspense, useEffect, useRef } from "react";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { useBackend } from "../backend/use-backend.ts";
import { ConnectionNotice } from "../ui/connection-notice.tsx";
import { Spoken } from "../ui/text.tsx";
import { followHeight } from "../zaf/follow-height.ts";
import { useZaf } from "../zaf/zaf-provider.tsx";
import { CustomerCard } from "./customer/customer-card.tsx";
import { OrdersCard } from "./orders/orders-card.tsx";
import { isSettled } from "./settled.ts";
import { ThreadCard } from "./thread/thread-card.tsx";
import { TicketCard } from "./ticket/ticket-card.tsx";
import { ValueCard } from "./value/value-card.tsx";

const SaveGuard = lazy(() => import("./save/save-guard.tsx"));

const TopNotice = styled(ConnectionNotice)`
  &:not(:empty) {
    padding: 12px 16px 0;
  }
`;

const Bare = styled.div`
  height: 12px;
`;

/** Events of the host after which the backend knows more in a moment. */
const MOVES = ["ticket.conversation.changed", "ticket.submit.done"];

/** Everything about the customer of a ticket, beside it. */
export default function SidebarPage() {
  const { client, session } = useZaf();
  const page = useRef<HTMLElement>(null);
  const path = `/app/sidebar?ticket_id=${encodeURIComponent(session.ticketId ?? "")}`;
  const { snapshot, refresh, ask } = useBackend<Sidebar>(path, isSettled);
  useEffect(() => {
    for (const event of MOVES) client.on(event, refresh);
  }, [client, refresh]);
  useEffect(() => followHeight(client, page.current!), [client]);

  const sidebar = snapshot?.body ?? undefined;
  const neverAnswered = snapshot !== undefined && sidebar === undefined;
  return (
    <main ref={page}>
      <TopNotice snapshot={snapshot} onRetry={refresh} />
      {neverAnswered && snapshot.failure?.kind !== "offline" ? (
        <Bare>
          <Spoken as="h1">
            <FormattedMessage id="customer.title" />
          </Spoken>
        </Bare>
      ) : (
        <>
          <CustomerCard card={sidebar?.customer} />
          <ValueCard card={sidebar?.value} />
          <OrdersCard card={sidebar?.orders} />
          <Suspense>{sidebar && isTextTicket(sidebar) && <SaveGuard ask={ask} />}</Suspense>
          <ThreadCard sidebar={sidebar} onSent={refresh} />
          <TicketCard card={sidebar?.ticket} />
        </>
      )}
    </main>
  );
}

/** Whether a public comment on the ticket is meant to be a text, deliverable or not. */
function isTextTicket({ thread: { reply } }: Sidebar): boolean {
  return reply.possible || reply.reason !== "no_conversation";
}
