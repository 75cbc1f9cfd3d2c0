import type { TicketStatus } from "../api/types.ts";

export const statusNames: Record<TicketStatus, string> = {
  new: "New",
  open: "Open",
  pending: "Pending",
  hold: "On-hold",
  solved: "Solved",
  closed: "Closed",
};

/** A ticket's status as a coloured word. */
export const StatusBadge = ({ status }: { status: TicketStatus }) => (
  <span className="status-badge" data-status={status}>
    {statusNames[status]}
  </span>
);

const letters: Record<TicketStatus, string> = {
  new: "N",
  open: "O",
  pending: "P",
  hold: "H",
  solved: "S",
  closed: "C",
};

/** The small square with the status's letter, beside its name for those who do not see it. */
export const StatusMark = ({ status }: { status: TicketStatus }) => (
  <span className="status-mark" data-status={status} role="img" aria-label={statusNames[status]}>
    {letters[status]}
  </span>
);
