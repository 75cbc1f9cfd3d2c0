import { SignJWT } from "jose";
import { z } from "zod";
import type { InstalledApp } from "./installed-app.ts";

/** What an app may ask of the proxy: the options of `client.request` that concern the wire. */
export const proxyRequest = z.object({
  url: z.url({ protocol: /^https?$/ }),
  method: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
  secure: z.boolean(),
  jwt: z
    .object({
      algorithm: z.literal("HS256"),
      secret_key: z.string(),
      expiry: z.number().positive().default(3600),
      claims: z.record(z.string(), z.unknown()).default({}),
    })
    .nullable(),
  username: z.string().nullable(),
  password: z.string().nullable(),
});

export type ProxyRequest = z.infer<typeof proxyRequest>;

/** The places that a secure setting's scopes name. */
type Scope =
  | "header"
  | "body"
  | "url"
  | "jwt_secret_key"
  | "jwt_claim"
  | "basic_auth_username"
  | "basic_auth_password";

/** Whether the manifest lets the proxy talk to this URL's host (`host` or `host:port`). */
export function isWhitelisted(url: string, domainWhitelist: string[]): boolean {
  const { host, hostname } = new URL(url);
  return domainWhitelist.some((domain) => domain === host || domain === hostname);
}

/** Puts secure settings where `{{setting.name}}` stands, if their scopes allow this place. */
function fillSettings(template: string, place: Scope, { parameters, settings }: InstalledApp): string {
  return template.replace(/\{\{\s*setting\.(\w+)\s*\}\}/g, (placeholder, name: string) => {
    const parameter = parameters.find((candidate) => candidate.name === name);
    if (!parameter?.secure) return placeholder;
    if (parameter.scopes && !parameter.scopes.includes(place)) return placeholder;
    return String(settings[name] ?? placeholder);
  });
}

async function signToken(
  jwt: NonNullable<ProxyRequest["jwt"]>,
  app: InstalledApp,
  now: Date,
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const claims = Object.entries(jwt.claims).map(([name, value]) => [
    name,
    typeof value === "string" ? fillSettings(value, "jwt_claim", app) : value,
  ]);
  const key = new TextEncoder().encode(fillSettings(jwt.secret_key, "jwt_secret_key", app));
  return new SignJWT(Object.fromEntries(claims))
    .setProtectedHeader({ alg: jwt.algorithm, typ: "JWT" })
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + jwt.expiry)
    .sign(key);
}

/** The request as it leaves Zendesk: settings filled in, token signed, header names with `_` dropped. */
export async function outgoing(request: ProxyRequest, app: InstalledApp, now: Date): Promise<Request> {
  const token = request.secure && request.jwt ? await signToken(request.jwt, app, now) : null;
  const fill = (text: string, place: Scope) => {
    if (!request.secure) return text;
    const filled = fillSettings(text, place, app);
    return token ? filled.replaceAll("{{jwt.token}}", token) : filled;
  };

  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (!name.includes("_")) headers.set(name, fill(value, "header"));
  }
  if (request.username !== null) {
    const username = fill(request.username, "basic_auth_username");
    const password = fill(request.password ?? "", "basic_auth_password");
    headers.set("authorization", `Basic ${btoa(`${username}:${password}`)}`);
  }
  return new Request(fill(request.url, "url"), {
    method: request.method,
    headers,
    body: request.body === null ? null : fill(request.body, "body"),
    redirect: "manual",
  });
}
