import { useCallback } from "react";
import { people } from "../api/people.ts";
import { useResource } from "../api/resource.ts";
import { useStore } from "../api/store.ts";
import type { Ticket } from "../api/types.ts";
import { zendesk } from "../api/zendesk.ts";
import { ticketChanges } from "../live.ts";
import type { Draft } from "../ticket/draft.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Icon } from "../ui/icon.tsx";
import { Link } from "../ui/link.tsx";
import { StatusMark } from "../ui/status.tsx";
import { Time } from "../ui/time.tsx";

/** Who the customer is to the helpdesk, and their tickets. */
export function CustomerContext({ draft }: { draft: Draft }) {
  const { ticket } = useStore(draft);
  const requester = useStore(people).get(ticket.requester_id);
  const version = useStore(ticketChanges);
  const load = useCallback(
    () => zendesk<{ tickets: Ticket[] }>(`/api/v2/users/${ticket.requester_id}/tickets/requested.json`),
    [ticket.requester_id],
  );
  const { data, error } = useResource(load, version);
  if (!requester) return null;
  const newestFirst = [...(data?.tickets ?? [])].sort((a, b) => b.updated_at.localeCompare(a.updated_at));

  return (
    <div className="customer-context">
      <header>
        <Avatar name={requester.name} size={44} />
        <h2>{requester.name}</h2>
      </header>
      <ul className="facts">
        {requester.email && (
          <li>
            <Icon name="mail" /> <span>{requester.email}</span>
          </li>
        )}
        {requester.phone && (
          <li>
            <Icon name="phone" /> <span>{requester.phone}</span>
          </li>
        )}
        {requester.locale && (
          <li>
            <Icon name="globe" /> <span>{requester.locale}</span>
          </li>
        )}
      </ul>
      <h3>Interaction history</h3>
      {error && <p role="alert">{error}</p>}
      <ul className="history">
        {newestFirst.map(({ id, status, subject, updated_at }) => (
          <li key={id} data-current={id === ticket.id}>
            <StatusMark status={status} />
            <Link to={{ page: "ticket", ticketId: id }}>{subject || "No subject"}</Link>
            <Time at={updated_at} />
          </li>
        ))}
      </ul>
    </div>
  );
}
