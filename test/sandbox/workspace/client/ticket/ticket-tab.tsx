import { useState } from "react";
import { useStore } from "../api/store.ts";
import { ContextPanel } from "../apps/context-panel.tsx";
import { Composer } from "./composer.tsx";
import { Conversation } from "./conversation.tsx";
import { type Draft, edited } from "./draft.ts";
import { Properties } from "./properties.tsx";
import { SubmitBar } from "./submit-bar.tsx";
import { TicketHeader } from "./ticket-header.tsx";
import { useDraft } from "./use-draft.ts";

interface TicketPageProps {
  draft: Draft;
  active: boolean;
}

function TicketPage({ draft, active }: TicketPageProps) {
  const state = useStore(draft);
  const ticket = edited(state);
  const closed = state.ticket.status === "closed";
  const [showProperties, setShowProperties] = useState(false);

  return (
    <main className="ticket" aria-label={`Ticket #${ticket.id}`} hidden={!active}>
      <TicketHeader
        ticket={ticket}
        propertiesShown={showProperties}
        onToggleProperties={() => setShowProperties(!showProperties)}
      />
      <div className="ticket-body" data-properties={showProperties}>
        <Properties draft={draft} disabled={closed} />
        <div className="ticket-middle">
          <Conversation draft={draft} active={active} />
          {closed ? (
            <p className="closed-notice">This ticket is closed. It can no longer be changed.</p>
          ) : (
            <Composer draft={draft} />
          )}
        </div>
        <ContextPanel draft={draft} active={active} />
      </div>
      {!closed && <SubmitBar draft={draft} active={active} />}
    </main>
  );
}

/** A tab's content: the ticket, or what stands in its way. */
export function TicketTab({ ticketId, active }: { ticketId: number; active: boolean }) {
  const { draft, error } = useDraft(ticketId);
  if (draft) return <TicketPage draft={draft} active={active} />;
  return (
    <main className="ticket-waiting" aria-label={`Ticket #${ticketId}`} hidden={!active}>
      {error ? (
        <p role="alert">
          Ticket #{ticketId} could not be opened: {error}
        </p>
      ) : (
        <p>Opening #{ticketId} …</p>
      )}
    </main>
  );
}
