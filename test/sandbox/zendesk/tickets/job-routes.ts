import type { Account } from "../account.ts";
import { createApi, originOf, readBody } from "../http/api.ts";
import { agent, agentsOnly } from "../http/authentication.ts";
import { invalidAttribute, recordNotFound, ZendeskError } from "../http/errors.ts";
import { now } from "../time.ts";
import { findTicket } from "./find-tickets.ts";
import { submitTicket } from "./submit-ticket.ts";
import { type TicketInput, ticketsBody } from "./ticket-input.ts";

const MOST = 100;

interface Job {
  id: string;
  results: object[];
}

/** Changes to many tickets at once, as a job. The sandbox is done with it before it answers. */
export function jobRoutes(account: Account) {
  const { state } = account;
  const api = createApi();
  const jobs = new Map<string, Job>();

  const present = ({ id, results }: Job, status: "queued" | "completed", origin: string) => ({
    id,
    job_type: "Bulk Update Ticket",
    url: `${origin}/api/v2/job_statuses/${id}.json`,
    total: results.length,
    progress: status === "completed" ? results.length : null,
    status,
    message: status === "completed" ? `Completed at ${now()}` : null,
    results: status === "completed" ? results : null,
  });

  api.put("/tickets/update_many", agentsOnly, async (c) => {
    const { ticket, tickets } = await readBody(c, ticketsBody);
    const ids = (c.req.query("ids") ?? "").split(",").filter(Boolean).map(Number);
    const updates: (TicketInput & { id: number })[] = tickets ?? ids.map((id) => ({ ...ticket, id }));
    if (updates.length === 0 || updates.length > MOST)
      throw invalidAttribute("ids", `must be 1 to ${MOST} ids`);
    const save = { actor: agent(c), channel: c.get("channel"), at: new Date() };
    const results = updates.map(({ id, ...input }, index) => {
      try {
        submitTicket(account, save, findTicket(state, id), input);
        return { index, id, action: "update", status: "Updated", success: true };
      } catch (error) {
        if (!(error instanceof ZendeskError)) throw error;
        return { index, id, action: "update", status: "Failed", success: false, details: error.message };
      }
    });
    const job = { id: `V3-sandbox-job-${jobs.size + 1}`, results };
    jobs.set(job.id, job);
    return c.json({ job_status: present(job, "queued", originOf(c)) });
  });

  api.get("/job_statuses/:id", agentsOnly, (c) => {
    const job = jobs.get(c.req.param("id"));
    if (!job) throw recordNotFound();
    return c.json({ job_status: present(job, "completed", originOf(c)) });
  });

  return api;
}
