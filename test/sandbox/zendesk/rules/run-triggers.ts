import type { Account } from "../account.ts";
import type { TicketChange } from "../tickets/save-ticket.ts";
import { act } from "./actions.ts";
import { meets } from "./conditions.ts";

/** Runs the triggers on a save: each at most once, begun anew from the top whenever one has fired. */
export function runTriggers(account: Account, change: TicketChange): void {
  const { state } = account;
  const waiting = new Set(
    [...state.triggers.values()].filter((rule) => rule.active).sort((a, b) => a.position - b.position),
  );
  const next = () =>
    [...waiting].find(({ conditions }) =>
      meets(conditions, {
        state,
        ticket: change.ticket,
        user: change.actor,
        at: new Date(),
        audit: change.audit,
      }),
    );
  for (let rule = next(); rule; rule = next()) {
    waiting.delete(rule);
    act(account, rule, "trigger", change);
  }
}
