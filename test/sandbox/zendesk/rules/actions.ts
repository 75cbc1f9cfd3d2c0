import type { Account } from "../account.ts";
import { ZendeskError } from "../http/errors.ts";
import type { Action, Rule, Via } from "../records.ts";
import { assignFields } from "../tickets/assign-fields.ts";
import { diffTicket } from "../tickets/diff-ticket.ts";
import { commentsOf } from "../tickets/history.ts";
import type { TicketChange } from "../tickets/save-ticket.ts";
import type { TicketInput } from "../tickets/ticket-input.ts";
import { deliver } from "../webhooks/deliver.ts";
import { fillPlaceholders } from "./placeholders.ts";

const nullable = (value: string) => (value === "" ? null : Number(value));
const list = (value: string) => value.split(/[\s,]+/).filter(Boolean);

/** What an action changes in a ticket. */
const CHANGES: Record<string, (value: string) => TicketInput> = {
  status: (value) => ({ status: value as NonNullable<TicketInput["status"]> }),
  priority: (value) => ({ priority: value as TicketInput["priority"] }),
  type: (value) => ({ type: value as TicketInput["type"] }),
  group_id: (value) => ({ group_id: nullable(value) }),
  assignee_id: (value) => ({ assignee_id: nullable(value) }),
  brand_id: (value) => ({ brand_id: Number(value) }),
  set_tags: (value) => ({ tags: list(value) }),
  current_tags: (value) => ({ additional_tags: list(value) }),
  remove_tags: (value) => ({ remove_tags: list(value) }),
};

/** Actions that only reach out; the sandbox sends no mail. */
const SENT = ["notification_webhook", "notification_user", "notification_group"];

export const isKnownAction = ({ field }: Action): boolean => field in CHANGES || SENT.includes(field);

const ruleVia = (rule: Rule, rel: "trigger" | "automation"): Via => ({
  channel: "rule",
  source: { from: { id: rule.id, title: rule.title }, to: {}, rel },
});

/** Carries a rule's actions out on a ticket and writes what they changed into the audit. */
export function act(account: Account, rule: Rule, rel: "trigger" | "automation", change: TicketChange): void {
  const { state } = account;
  const before = structuredClone(change.ticket);
  for (const { field, value } of rule.actions) {
    const assign = CHANGES[field];
    if (!assign) continue;
    try {
      assignFields(state, change.ticket, assign(String(value)));
    } catch (error) {
      if (!(error instanceof ZendeskError)) throw error;
    }
  }
  change.audit.events.push(...diffTicket(state, before, change.ticket, ruleVia(rule, rel)));
  for (const { field, value } of rule.actions) {
    if (field === "notification_webhook" && Array.isArray(value)) notify(account, value, change);
  }
}

function notify(account: Account, value: (string | number)[], { ticket, actor }: TicketChange): void {
  const webhook = account.state.webhooks.get(String(value[0]));
  if (!webhook?.subscriptions.includes("conditional_ticket_events")) return;
  const { state } = account;
  deliver(
    account,
    webhook,
    fillPlaceholders(String(value[1] ?? ""), {
      ticket,
      requester: state.users.get(ticket.requester_id),
      currentUser: actor,
      comments: commentsOf(state, ticket.id),
    }),
  );
}
