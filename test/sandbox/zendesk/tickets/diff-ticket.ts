import type { FieldEvent, Ticket, Via } from "../records.ts";
import type { ZendeskState } from "../state.ts";

const FIELDS = [
  "subject",
  "status",
  "custom_status_id",
  "priority",
  "type",
  "requester_id",
  "assignee_id",
  "group_id",
  "brand_id",
  "external_id",
  "due_at",
  "ticket_form_id",
] as const satisfies (keyof Ticket)[];

/** Audits write ids as text. */
const asText = (value: string | number | null) => (typeof value === "number" ? String(value) : value);

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What differs between a ticket before (null: it is new) and after, as an audit tells it. */
export function diffTicket(
  state: ZendeskState,
  before: Ticket | null,
  after: Ticket,
  via?: Via,
): FieldEvent[] {
  const pairs: [name: string, previous: unknown, value: unknown][] = [
    ...FIELDS.map(
      (name) => [name, asText(before?.[name] ?? null), asText(after[name])] as [string, unknown, unknown],
    ),
    ["tags", before?.tags ?? [], after.tags],
    ...after.custom_fields.map(
      ({ id, value }) =>
        [String(id), before?.custom_fields.find((field) => field.id === id)?.value ?? null, value] as [
          string,
          unknown,
          unknown,
        ],
    ),
  ];
  return pairs
    .filter(([, previous, value]) => !same(previous, value))
    .map(([field_name, previous, value]) => ({
      id: state.nextId("audit"),
      type: before ? "Change" : "Create",
      field_name,
      value,
      ...(before && { previous_value: previous }),
      ...(via && { via }),
    }));
}
