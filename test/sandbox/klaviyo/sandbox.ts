import type { Guard } from "./guard.ts";
import type { Messaging } from "./messaging.ts";
import type { Recorder } from "./recorder.ts";
import type { State } from "./state.ts";
import type { WebhookDelivery } from "./webhook-delivery.ts";

/** What the routes work with. */
export interface Sandbox {
  state: State;
  guard: Guard;
  recorder: Recorder;
  messaging: Messaging;
  delivery: WebhookDelivery;
}
