import type { Account } from "../account.ts";
import { recordInvalid } from "../http/errors.ts";
import type { Ticket, User } from "../records.ts";
import { runTriggers } from "../rules/run-triggers.ts";
import { announceUser } from "../users/announce-user.ts";
import { ownerOf } from "../users/identities.ts";
import { createUser } from "../users/save-user.ts";
import { announceTicket } from "./announce-ticket.ts";
import { createTicket, type Save, type TicketChange, updateTicket } from "./save-ticket.ts";
import type { TicketInput } from "./ticket-input.ts";

/** The requester by id, or by e-mail, made if there is none; else whoever asks. */
function requesterOf(account: Account, actor: User, input: TicketInput): User {
  const { state } = account;
  if (input.requester_id !== undefined) {
    const user = state.users.get(input.requester_id);
    if (!user) throw recordInvalid("requester", "Requester: is invalid", "InvalidValue");
    return user;
  }
  if (!input.requester) return actor;
  const { email, name } = input.requester;
  const known = ownerOf(state, "email", email);
  if (known) return known;
  const change = createUser(state, { email, name: name ?? email.split("@")[0]! });
  announceUser(account, change);
  return change.user;
}

/** A new ticket: saved, run through the triggers, told to all who listen. */
export function submitNewTicket(account: Account, save: Save, input: TicketInput): TicketChange {
  const change = createTicket(account.state, save, requesterOf(account, save.actor, input), input);
  runTriggers(account, change);
  announceTicket(account, change);
  return change;
}

/** A change to a ticket: saved, run through the triggers, told to all who listen. */
export function submitTicket(account: Account, save: Save, ticket: Ticket, input: TicketInput): TicketChange {
  const requester = input.requester && { requester_id: requesterOf(account, save.actor, input).id };
  const change = updateTicket(account.state, save, ticket, { ...input, ...requester });
  runTriggers(account, change);
  announceTicket(account, change);
  return change;
}
