import type { Account } from "../account.ts";
import type { Ticket, User } from "../records.ts";
import { isoSeconds } from "../time.ts";
import { sendEvents, ticketEnvelope } from "../webhooks/send-events.ts";

/** Puts a ticket among the deleted ones; only the incremental export still shows it. */
export function deleteTicket(account: Account, ticket: Ticket, actor: User): void {
  const at = new Date();
  ticket.status = "deleted";
  ticket.updated_at = isoSeconds(at);
  ticket.generated_timestamp = Math.floor(at.getTime() / 1000);
  account.events.emit("ticket", ticket.id);
  sendEvents(account, [{ type: "ticket.soft_deleted", event: {} }], ticketEnvelope(ticket, actor));
}
