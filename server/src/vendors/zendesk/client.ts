import { z } from "zod";
import type { Gate } from "../gate.ts";
import { createTransport } from "../transport.ts";
import { apps } from "./apps.ts";
import { attachments } from "./attachments.ts";
import { tickets } from "./tickets.ts";
import { users } from "./users.ts";
import { webhooks } from "./webhooks-api.ts";

export interface ZendeskCredentials {
  email: string;
  apiToken: string;
}

export type ZendeskClient = ReturnType<typeof createZendeskClient>;

/** Zendesk's three ways to say what went wrong. */
const failure = z.object({
  error: z.union([z.string(), z.object({ title: z.string(), message: z.string() })]).optional(),
  description: z.string().optional(),
  errors: z.array(z.object({ code: z.string().optional(), title: z.string().optional() })).optional(),
});

/** The Support API of one account, as far as we use it. */
export function createZendeskClient(origin: string, { email, apiToken }: ZendeskCredentials, gate: Gate) {
  const authorization = `Basic ${Buffer.from(`${email}/token:${apiToken}`).toString("base64")}`;
  const request = createTransport({
    vendor: "zendesk",
    origin,
    gate,
    headers: { authorization },
    explain(body) {
      const { data } = failure.safeParse(body);
      if (!data) return { code: null, message: null };
      const { error, description, errors } = data;
      if (typeof error === "object") return { code: error.title, message: error.message };
      return { code: error ?? errors?.[0]?.code ?? null, message: description ?? errors?.[0]?.title ?? null };
    },
  });
  return {
    ...tickets(request),
    ...users(request),
    ...webhooks(request),
    ...apps(request),
    ...attachments(origin, { authorization }),
  };
}
