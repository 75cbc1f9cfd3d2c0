import { z } from "zod";
import { ZendeskError } from "../http/errors.ts";
import { EVENT_TYPES } from "./event-types.ts";

const CONDITIONAL = "conditional_ticket_events";

const add_position = z.literal("header").default("header");
const authentication = z.discriminatedUnion("type", [
  z.object({ type: z.literal("bearer_token"), data: z.object({ token: z.string() }), add_position }),
  z.object({
    type: z.literal("basic_auth"),
    data: z.object({ username: z.string(), password: z.string() }),
    add_position,
  }),
  z.object({
    type: z.literal("api_key"),
    data: z.object({ name: z.string(), value: z.string() }),
    add_position,
  }),
]);

const webhook = z.object({
  name: z.string().min(1),
  description: z.string().default(""),
  status: z.enum(["active", "inactive"]),
  endpoint: z.url({ protocol: /^https?$/ }),
  http_method: z.literal("POST"),
  request_format: z.literal("json"),
  subscriptions: z.array(z.string()).min(1),
  authentication: authentication.optional(),
  custom_headers: z.record(z.string(), z.string()).optional(),
  signing_secret: z.object({ algorithm: z.literal("SHA256"), secret: z.string() }).optional(),
});

export const webhookBody = z.object({ webhook });
export const webhookPatch = z.object({ webhook: webhook.partial() });

/** The Webhooks API's own shape of an error. */
export const webhookError = (status: 400 | 404, code: string, detail: string) =>
  new ZendeskError(status, {
    errors: [{ code, title: status === 404 ? "Resource not found" : "Invalid request", detail }],
  });

/** A webhook listens to events of its own, or to triggers and automations; not to both. */
export function checkSubscriptions(subscriptions: string[]): void {
  const unknown = subscriptions.find((name) => name !== CONDITIONAL && !EVENT_TYPES.has(name));
  if (unknown) throw webhookError(400, "InvalidSubscription", `${unknown} is not a valid subscription`);
  if (subscriptions.includes(CONDITIONAL) && subscriptions.length > 1) {
    throw webhookError(
      400,
      "InvalidSubscription",
      `${CONDITIONAL} cannot be combined with other subscriptions`,
    );
  }
}
