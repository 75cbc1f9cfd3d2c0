import type { Account } from "../account.ts";
import { announceTicket } from "../tickets/announce-ticket.ts";
import { updateTicket } from "../tickets/save-ticket.ts";
import { systemUser } from "../users/new-user.ts";
import { act } from "./actions.ts";
import { meets } from "./conditions.ts";
import { runTriggers } from "./run-triggers.ts";

/** What Zendesk does every hour: runs the automations, as if it were `at`. Answers the ids of changed tickets. */
export function runAutomations(account: Account, at: Date): number[] {
  const { state } = account;
  const changed = new Set<number>();
  const rules = [...state.automations.values()].filter((rule) => rule.active);
  for (const rule of rules.sort((a, b) => a.position - b.position)) {
    for (const ticket of state.tickets.values()) {
      if (ticket.status === "closed" || ticket.status === "deleted") continue;
      if (!meets(rule.conditions, { state, ticket, user: null, at, audit: null })) continue;
      const change = updateTicket(state, { actor: systemUser, channel: "rule", at: new Date() }, ticket, {});
      act(account, rule, "automation", change);
      runTriggers(account, change);
      announceTicket(account, change);
      changed.add(ticket.id);
    }
  }
  return [...changed];
}
