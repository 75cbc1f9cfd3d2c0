import { people } from "../api/people.ts";
import { useStore } from "../api/store.ts";
import type { Ticket } from "../api/types.ts";
import { go } from "../router.ts";
import { useSession } from "../session.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Link } from "../ui/link.tsx";
import { StatusBadge } from "../ui/status.tsx";
import { Time } from "../ui/time.tsx";

/** Tickets as rows; a click anywhere in a row opens it. */
export function TicketTable({ tickets }: { tickets: Ticket[] }) {
  const { groups } = useSession();
  const known = useStore(people);
  const nameOf = (id: number | null) => (id === null ? undefined : known.get(id)?.name);

  return (
    <>
      <p className="view-size muted">{tickets.length === 1 ? "1 ticket" : `${tickets.length} tickets`}</p>
      {tickets.length === 0 ? (
        <p className="empty">No tickets in this view.</p>
      ) : (
        <div className="table-scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Status</th>
                <th scope="col">ID</th>
                <th scope="col">Subject</th>
                <th scope="col">Requester</th>
                <th scope="col">Updated</th>
                <th scope="col" className="group-cell">
                  Group
                </th>
                <th scope="col">Assignee</th>
              </tr>
            </thead>
            <tbody>
              {tickets.map((ticket) => (
                <tr key={ticket.id} onClick={() => go({ page: "ticket", ticketId: ticket.id })}>
                  <td>
                    <StatusBadge status={ticket.status} />
                  </td>
                  <td className="id">#{ticket.id}</td>
                  <td className="subject-cell">
                    <Link
                      to={{ page: "ticket", ticketId: ticket.id }}
                      onClick={(event) => event.stopPropagation()}
                    >
                      {ticket.subject || "No subject"}
                    </Link>
                  </td>
                  <td>
                    <span className="person">
                      <Avatar name={nameOf(ticket.requester_id) ?? "?"} size={22} />
                      {nameOf(ticket.requester_id) ?? "–"}
                    </span>
                  </td>
                  <td>
                    <Time at={ticket.updated_at} />
                  </td>
                  <td className="group-cell">
                    {groups.find(({ id }) => id === ticket.group_id)?.name ?? "–"}
                  </td>
                  <td>{nameOf(ticket.assignee_id) ?? "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
