/** What an OAuth app can be granted here. */
const scopes = [
  "accounts:read",
  "campaigns:read",
  "conversations:read",
  "conversations:write",
  "events:read",
  "events:write",
  "flows:read",
  "images:read",
  "images:write",
  "lists:read",
  "lists:write",
  "metrics:read",
  "profiles:read",
  "profiles:write",
  "segments:read",
  "subscriptions:read",
  "subscriptions:write",
  "tracking-settings:read",
  "webhooks:read",
  "webhooks:write",
] as const;

export type Scope = (typeof scopes)[number];

export const isScope = (name: string): name is Scope => scopes.some((scope) => scope === name);
