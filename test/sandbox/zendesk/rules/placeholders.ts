import type { Comment, Ticket, User } from "../records.ts";

interface Known {
  ticket: Ticket;
  requester: User | undefined;
  currentUser: User;
  comments: Comment[];
}

const PLACEHOLDERS: Record<string, (known: Known) => unknown> = {
  "ticket.id": ({ ticket }) => ticket.id,
  "ticket.external_id": ({ ticket }) => ticket.external_id,
  "ticket.status": ({ ticket }) => ticket.status,
  "ticket.title": ({ ticket }) => ticket.subject,
  "ticket.description": ({ ticket }) => ticket.description,
  "ticket.priority": ({ ticket }) => ticket.priority,
  "ticket.tags": ({ ticket }) => ticket.tags.join(" "),
  "ticket.latest_comment": ({ comments }) => comments.at(-1)?.body,
  "ticket.latest_public_comment": ({ comments }) => comments.findLast((comment) => comment.public)?.body,
  "ticket.requester.id": ({ requester }) => requester?.id,
  "ticket.requester.name": ({ requester }) => requester?.name,
  "ticket.requester.email": ({ requester }) => requester?.email,
  "ticket.requester.phone": ({ requester }) => requester?.phone,
  "current_user.id": ({ currentUser }) => currentUser.id,
  "current_user.name": ({ currentUser }) => currentUser.name,
  "current_user.email": ({ currentUser }) => currentUser.email,
};

/** Puts a ticket's details into a text. Unknown placeholders become nothing, and nothing is escaped, as at Zendesk. */
export function fillPlaceholders(text: string, known: Known): string {
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) =>
    String(PLACEHOLDERS[name]?.(known) ?? ""),
  );
}
