import { z } from "zod";
import { type Access, askWith, fixedAccess } from "../access.ts";
import type { Gate } from "../gate.ts";
import { createTransport, type Transport } from "../transport.ts";
import { apps } from "./apps.ts";
import { attachments } from "./attachments.ts";
import { brands } from "./brands.ts";
import { changes } from "./changes.ts";
import { ruleCalls } from "./rules.ts";
import { tickets } from "./tickets.ts";
import { users } from "./users.ts";
import { webhooks } from "./webhooks-api.ts";

/** An admin's API token, which Zendesk gives nobody any more and ends in 2027, or OAuth's tokens. */
export type ZendeskCredentials = { email: string; apiToken: string } | { access: Access };

export type ZendeskClient = ReturnType<typeof createZendeskClient>;

/** Zendesk's three ways to say what went wrong. */
const failure = z.object({
  error: z.union([z.string(), z.object({ title: z.string(), message: z.string() })]).optional(),
  description: z.string().optional(),
  errors: z.array(z.object({ code: z.string().optional(), title: z.string().optional() })).optional(),
});

/** The Support API of one account, as far as we use it. */
export function createZendeskClient(
  origin: string,
  credentials: ZendeskCredentials,
  gate: Gate,
  headers: Record<string, string> = {},
) {
  const { access, scheme } = accessBy(credentials);
  const headersFor = (token: string) => ({ ...headers, authorization: `${scheme} ${token}` });
  const transport = createTransport({
    vendor: "zendesk",
    origin,
    gate,
    headers: {},
    explain(body) {
      const { data } = failure.safeParse(body);
      if (!data) return { code: null, message: null };
      const { error, description, errors } = data;
      if (typeof error === "object") return { code: error.title, message: error.message };
      return { code: error ?? errors?.[0]?.code ?? null, message: description ?? errors?.[0]?.title ?? null };
    },
  });
  const request: Transport = (wanted) =>
    askWith(access, (token) =>
      transport({ ...wanted, headers: { ...wanted.headers, ...headersFor(token) } }),
    );
  return {
    ...tickets(request),
    ...users(request),
    ...webhooks(request),
    ...apps(request),
    ...brands(request),
    ...changes(request),
    views: ruleCalls(request, "view"),
    automations: ruleCalls(request, "automation"),
    ...attachments(origin, access, headersFor),
  };
}

function accessBy(credentials: ZendeskCredentials) {
  if ("access" in credentials) return { access: credentials.access, scheme: "Bearer" };
  const { email, apiToken } = credentials;
  const key = Buffer.from(`${email}/token:${apiToken}`).toString("base64");
  return { access: fixedAccess(key), scheme: "Basic" };
}
