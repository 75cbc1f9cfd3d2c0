import { type SignedIn, signedIn } from "@sidethread/shared/admin";

const keyFor = (subdomain: string) => `sidethread.session.${subdomain}`;

/** The session that this browser tab holds, unless it is over. */
export function keptSession(subdomain: string, now: number): SignedIn | null {
  try {
    const kept = signedIn.safeParse(JSON.parse(sessionStorage.getItem(keyFor(subdomain)) ?? "null"));
    return kept.success && Date.parse(kept.data.expiresAt) > now ? kept.data : null;
  } catch {
    return null;
  }
}

/** Keeps a session for this tab, or forgets it. */
export function keepSession(subdomain: string, session: SignedIn | null): void {
  try {
    if (session) sessionStorage.setItem(keyFor(subdomain), JSON.stringify(session));
    else sessionStorage.removeItem(keyFor(subdomain));
  } catch {
    // A browser that blocks storage forgets it with the page.
  }
}
