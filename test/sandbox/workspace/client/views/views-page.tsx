import { useCallback, useEffect } from "react";
import { needPeople } from "../api/people.ts";
import { useResource } from "../api/resource.ts";
import { useStore } from "../api/store.ts";
import type { Ticket, View } from "../api/types.ts";
import { zendesk } from "../api/zendesk.ts";
import { ticketChanges } from "../live.ts";
import { TicketTable } from "./ticket-table.tsx";
import { ViewList } from "./view-list.tsx";

const loadViews = async () => {
  const { views } = await zendesk<{ views: View[] }>("/api/v2/views.json");
  return views.filter(({ active }) => active);
};

async function loadTickets(viewId: number) {
  const { tickets } = await zendesk<{ tickets: Ticket[] }>(`/api/v2/views/${viewId}/tickets.json`);
  await needPeople(tickets.flatMap(({ requester_id, assignee_id }) => [requester_id, assignee_id]));
  return tickets;
}

/** The views at the left, and the tickets of the chosen one. */
export function ViewsPage({ viewId }: { viewId: number | null }) {
  const version = useStore(ticketChanges);
  const views = useResource(loadViews);
  const view = views.data?.find(({ id }) => id === viewId) ?? views.data?.[0];
  const shown = view?.id;
  const load = useCallback(async () => (shown === undefined ? undefined : loadTickets(shown)), [shown]);
  const tickets = useResource(load, version);

  useEffect(() => {
    document.title = view ? `${view.title} – Agent workspace` : "Agent workspace";
  }, [view]);

  return (
    <div className="views">
      <ViewList views={views.data ?? []} current={shown} version={version} />
      <main className="view" aria-label={view?.title ?? "Tickets"}>
        <h1>{view?.title ?? "Tickets"}</h1>
        {views.error && <p role="alert">{views.error}</p>}
        {tickets.error && <p role="alert">{tickets.error}</p>}
        {tickets.data && <TicketTable tickets={tickets.data} />}
      </main>
    </div>
  );
}
