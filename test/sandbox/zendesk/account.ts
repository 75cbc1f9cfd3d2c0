import type { WebhookSender } from "../kit/webhook-sender.ts";
import type { ZendeskState } from "./state.ts";
import type { ZendeskEvents } from "./zendesk.ts";

/** What the rules of one account work on. */
export interface Account {
  state: ZendeskState;
  events: ZendeskEvents;
  webhooks: WebhookSender;
  random(): number;
}
