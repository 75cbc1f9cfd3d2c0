import type { ReadTicket } from "../helpdesk/read-ticket.ts";

export interface TicketContext extends ReadTicket {
  status: string;
  /** Titles of the account's own fields, by their ids. */
  fieldTitles: Map<number, string>;
  /** `sms` when the ticket is a text conversation. */
  textChannel: string | null;
  /** Where an agent opens it. */
  zendeskUrl: string;
}

/** The 14 properties of every ticket metric, spelled as Klaviyo's own integration does: customers' flows depend on it. */
export function ticketProperties({
  ticket,
  status,
  assignee,
  group,
  fieldTitles,
  textChannel,
  zendeskUrl,
}: TicketContext): Record<string, unknown> {
  const filled = ticket.custom_fields.filter(({ value }) => value !== null && value !== undefined);
  return {
    Assignee_email: assignee?.email ?? null,
    Assignee_name: assignee?.name ?? null,
    Channel: textChannel ?? ticket.via.channel,
    Description: ticket.description,
    Fields: Object.fromEntries(
      filled.flatMap(({ id, value }) => {
        const title = fieldTitles.get(id);
        return title === undefined ? [] : [[title, value]];
      }),
    ),
    Group_name: group,
    Priority: ticket.priority,
    Subject: ticket.subject,
    Tags: ticket.tags,
    Ticket_id: ticket.id,
    Type: ticket.type,
    Via: ticket.via.channel,
    Zendesk_url: zendeskUrl,
    Status: status,
  };
}
