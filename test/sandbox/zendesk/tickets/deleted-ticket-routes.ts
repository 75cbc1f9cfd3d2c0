import type { Account } from "../account.ts";
import { createApi, idParam, originOf } from "../http/api.ts";
import { agent, agentsOnly } from "../http/authentication.ts";
import { recordNotFound } from "../http/errors.ts";
import { sendEvents, ticketEnvelope } from "../webhooks/send-events.ts";

/** `/deleted_tickets`: what was deleted is deleted for good. The sandbox is done with it before it answers. */
export function deletedTicketRoutes(account: Account) {
  const { state } = account;
  const api = createApi();

  api.delete("/deleted_tickets/:id", agentsOnly, (c) => {
    const ticket = state.tickets.get(idParam(c));
    if (ticket?.status !== "deleted") throw recordNotFound();
    Object.assign(ticket, { subject: "SCRUBBED", description: "SCRUBBED" });
    sendEvents(
      account,
      [{ type: "ticket.permanently_deleted", event: {} }],
      ticketEnvelope(ticket, agent(c)),
    );
    const id = `V3-sandbox-deletion-${ticket.id}`;
    const url = `${originOf(c)}/api/v2/job_statuses/${id}.json`;
    const done = { total: 1, progress: null, status: "queued", message: null, results: null };
    return c.json({ job_status: { id, job_type: "Permanently Delete Tickets", url, ...done } });
  });

  return api;
}
