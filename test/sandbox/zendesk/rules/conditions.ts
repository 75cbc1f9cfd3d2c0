import type { Audit, Condition, Status, Ticket, User } from "../records.ts";
import type { ZendeskState } from "../state.ts";
import { lastTime } from "../tickets/history.ts";

/** What conditions are tested against. */
export interface Subject {
  state: ZendeskState;
  ticket: Ticket;
  /** Who is looking or acting: `current_user` in a condition's value. */
  user: User | null;
  at: Date;
  /** The update that a trigger runs on; views and automations have none. */
  audit: Audit | null;
}

const STATUSES: Status[] = ["new", "open", "pending", "hold", "solved", "closed"];
const PRIORITIES = ["low", "normal", "high", "urgent"];
const HOUR = 3_600_000;
/** Hours since a ticket came into a status. */
const HOURS_SINCE: Record<string, Status> = {
  NEW: "new",
  OPEN: "open",
  PENDING: "pending",
  HOLD: "hold",
  SOLVED: "solved",
  CLOSED: "closed",
};

type Test = (condition: Condition, subject: Subject) => boolean;

const asText = (value: unknown) => (value === null || value === undefined ? "" : String(value));

function wanted({ value }: Condition, { user }: Subject): string {
  if (value === "current_user") return asText(user?.id);
  if (value === "current_groups") return asText(user?.default_group_id);
  return asText(value);
}

const equals =
  (read: (subject: Subject) => unknown): Test =>
  (condition, subject) => {
    const found = asText(read(subject)) === wanted(condition, subject);
    return condition.operator === "is" || condition.operator === "value" ? found : !found;
  };

const ordered =
  (order: string[], read: (subject: Subject) => string | null): Test =>
  (condition, subject) => {
    const actual = order.indexOf(read(subject) ?? "");
    const limit = order.indexOf(asText(condition.value));
    if (condition.operator === "less_than") return actual < limit;
    if (condition.operator === "greater_than") return actual > limit;
    return condition.operator === "is" ? actual === limit : actual !== limit;
  };

const hoursSince =
  (read: (subject: Subject) => string | null): Test =>
  (condition, subject) => {
    const since = read(subject);
    if (since === null) return false;
    const hours = Math.floor((subject.at.getTime() - Date.parse(since)) / HOUR);
    const limit = Number(condition.value);
    const operator = condition.operator.replace("_business_hours", "");
    if (operator === "less_than") return hours < limit;
    return operator === "greater_than" ? hours > limit : hours === limit;
  };

const tags: Test = ({ operator, value }, { ticket }) => {
  const any = asText(value)
    .split(/[\s,]+/)
    .some((tag) => ticket.tags.includes(tag));
  return operator === "includes" ? any : !any;
};

const commentIsPublic: Test = ({ operator, value }, { audit }) => {
  const comment = audit?.comment;
  if (!comment) return false;
  const asked = value === true || value === "true" ? comment.public : !comment.public;
  return operator === "is_not" ? !asked : asked;
};

const role: Test = (condition, { audit, state, user }) => {
  const author = audit?.comment ? state.users.get(audit.comment.author_id) : user;
  const found = author?.role === "end-user" ? "end_user" : "agent";
  return condition.operator === "is_not" ? found !== condition.value : found === condition.value;
};

const TESTS: Record<string, Test> = {
  status: ordered(STATUSES, ({ ticket }) => ticket.status),
  priority: ordered(PRIORITIES, ({ ticket }) => ticket.priority),
  type: equals(({ ticket }) => ticket.type),
  group_id: equals(({ ticket }) => ticket.group_id),
  assignee_id: equals(({ ticket }) => ticket.assignee_id),
  requester_id: equals(({ ticket }) => ticket.requester_id),
  brand_id: equals(({ ticket }) => ticket.brand_id),
  ticket_form_id: equals(({ ticket }) => ticket.ticket_form_id),
  custom_status_id: equals(({ ticket }) => ticket.custom_status_id),
  current_tags: tags,
  update_type: equals(({ audit, ticket, state }) =>
    audit && state.audits.get(ticket.id)?.[0] === audit ? "Create" : "Change",
  ),
  comment_is_public: commentIsPublic,
  role,
  updated_at: hoursSince(({ ticket }) => ticket.updated_at),
  ...Object.fromEntries(
    Object.entries(HOURS_SINCE).map(([field, status]) => [
      field,
      hoursSince(({ state, ticket }) => lastTime(state, ticket.id, status)),
    ]),
  ),
};

/** Whether a condition's field counts hours, as each automation must have one. */
export const isTimeCondition = ({ field }: Condition): boolean =>
  field in HOURS_SINCE || field === "updated_at";

export const isKnownField = (field: string): boolean => field in TESTS || /^custom_fields_\d+$/.test(field);

function holds(condition: Condition, subject: Subject): boolean {
  const custom = /^custom_fields_(\d+)$/.exec(condition.field)?.[1];
  const test = custom
    ? equals(({ ticket }) => ticket.custom_fields.find(({ id }) => id === Number(custom))?.value)
    : TESTS[condition.field];
  return test?.(condition, subject) ?? false;
}

/** Whether all of `all` hold, and one of `any` when there are any. */
export function meets(conditions: { all: Condition[]; any: Condition[] }, subject: Subject): boolean {
  const { all, any } = conditions;
  return (
    all.every((condition) => holds(condition, subject)) &&
    (any.length === 0 || any.some((condition) => holds(condition, subject)))
  );
}
