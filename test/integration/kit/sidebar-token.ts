import { SignJWT } from "jose";
import type { Sandbox } from "../../sandbox/sandbox.ts";

interface TokenOptions {
  secret?: string;
  issuer?: unknown;
  issuedAt?: number | null;
  expires?: number | null;
  algorithm?: string;
}

/** The secret that the server gave to the installed app. */
export function sidebarSecret({ apps }: Sandbox): string {
  const [installed] = apps.installations();
  return String(installed?.settings.sidebar_secret ?? "");
}

/** A token as Zendesk's proxy signs it, or one that is wrong in a way. Times are seconds from now; null: left out. */
export function sidebarToken(sandbox: Sandbox, options: TokenOptions = {}): Promise<string> {
  const { secret = sidebarSecret(sandbox), issuedAt = 0, expires = 300, algorithm = "HS256" } = options;
  const now = Math.floor(Date.now() / 1000);
  const issuer = "issuer" in options ? options.issuer : sandbox.world.account.subdomain;
  const claims = {
    sub: "1",
    ...(issuer === undefined ? {} : { iss: issuer }),
    ...(issuedAt === null ? {} : { iat: now + issuedAt }),
    ...(expires === null ? {} : { exp: now + expires }),
  };
  return new SignJWT(claims as Record<string, unknown>)
    .setProtectedHeader({ alg: algorithm })
    .sign(new TextEncoder().encode(secret));
}
