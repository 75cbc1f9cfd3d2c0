import { people } from "../api/people.ts";
import { useStore } from "../api/store.ts";
import type { Ticket } from "../api/types.ts";
import { useSession } from "../session.ts";
import { Icon } from "../ui/icon.tsx";
import { StatusBadge } from "../ui/status.tsx";

interface TicketHeaderProps {
  ticket: Ticket;
  propertiesShown: boolean;
  onToggleProperties(): void;
}

/** The path to this ticket: brand, requester, ticket. */
export function TicketHeader({ ticket, propertiesShown, onToggleProperties }: TicketHeaderProps) {
  const { brands } = useSession();
  const requester = useStore(people).get(ticket.requester_id);
  const brand = brands.find(({ id }) => id === ticket.brand_id);

  return (
    <div className="ticket-header">
      <button
        type="button"
        className="icon-button properties-toggle"
        aria-label="Ticket fields"
        aria-expanded={propertiesShown}
        onClick={onToggleProperties}
      >
        <Icon name="tag" />
      </button>
      <ol className="crumbs" aria-label="Path">
        {brand && <li>{brand.name}</li>}
        <li>{requester?.name ?? "Unknown requester"}</li>
        <li className="crumb-current">
          <StatusBadge status={ticket.status} />
          <h1>Ticket #{ticket.id}</h1>
        </li>
      </ol>
    </div>
  );
}
