import type { createIds } from "./ids.ts";
import type { CustomStatus, TicketField } from "./records.ts";

const SINCE = "2024-01-08T09:00:00Z";
const dates = { created_at: SINCE, updated_at: SINCE };

const options = (...values: string[]) =>
  values.map((value) => ({ value, name: value.charAt(0).toUpperCase() + value.slice(1) }));

const SYSTEM: Pick<TicketField, "type" | "title" | "system_field_options">[] = [
  { type: "subject", title: "Subject" },
  { type: "description", title: "Description" },
  {
    type: "status",
    title: "Status",
    system_field_options: options("open", "pending", "hold", "solved", "closed"),
  },
  {
    type: "tickettype",
    title: "Type",
    system_field_options: options("question", "incident", "problem", "task"),
  },
  {
    type: "priority",
    title: "Priority",
    system_field_options: options("low", "normal", "high", "urgent"),
  },
  { type: "group", title: "Group" },
  { type: "assignee", title: "Assignee" },
];

/** The system's ticket fields, and two that the shop's admin added. */
export function ticketFields(nextId: ReturnType<typeof createIds>): Map<number, TicketField> {
  const reasons = ["Damaged", "Too small", "Changed my mind"].map((name, index) => ({
    id: index + 1,
    name,
    value: `return_${name.toLowerCase().replaceAll(" ", "_")}`,
  }));
  const fields: TicketField[] = [
    ...SYSTEM.map((field) => ({ ...field, id: nextId("ticketField"), removable: false, ...dates })),
    { type: "text", title: "Order number", id: nextId("ticketField"), removable: true, ...dates },
    {
      type: "tagger",
      title: "Return reason",
      custom_field_options: reasons,
      id: nextId("ticketField"),
      removable: true,
      ...dates,
    },
  ];
  return new Map(fields.map((field) => [field.id, field]));
}

/** One status for each category, as every account has from the start. */
export function customStatuses(nextId: ReturnType<typeof createIds>): Map<number, CustomStatus> {
  const LABELS = { new: "New", open: "Open", pending: "Pending", hold: "On-hold", solved: "Solved" } as const;
  const statuses = (Object.keys(LABELS) as (keyof typeof LABELS)[]).map((category) => ({
    id: nextId("customStatus"),
    status_category: category,
    agent_label: LABELS[category],
    end_user_label: LABELS[category],
    default: true,
    active: true,
    ...dates,
  }));
  return new Map(statuses.map((status) => [status.id, status]));
}
