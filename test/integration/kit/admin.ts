import type { SignedIn } from "@sidethread/shared/admin";
import type { System } from "../../kit/system.ts";
import { consentAtZendesk, readWindow } from "./consent.ts";

/** Calls the admin's API; gives the answer, whatever it is. */
export type FetchAdmin = (method: string, path: string, body?: object) => Promise<Response>;

interface Who {
  /** The name of a Zendesk user; the seed's admin when absent. */
  user?: string;
  /** The Zendesk account; the sandbox's when absent. The sandbox answers for every subdomain. */
  subdomain?: string;
}

/** Where the app in Zendesk would be served from. */
export const appOrigin = ({ sandbox }: System) => sandbox.origins.zendesk;

/** Where the sign-in window begins. */
export function startAddress(
  system: System,
  { subdomain, opener }: { subdomain?: string; opener?: string } = {},
) {
  const url = new URL("/oauth/zendesk/start", system.serverOrigin);
  url.searchParams.set("subdomain", subdomain ?? system.sandbox.world.account.subdomain);
  url.searchParams.set("opener", opener ?? appOrigin(system));
  return url.href;
}

/** Walks the sign-in window to its end, over the pages that a browser sees; gives the last one. */
export async function walkSignIn(system: System, { user, subdomain }: Who = {}): Promise<Response> {
  const admin = system.sandbox.world.agents.find(({ role }) => role === "admin");
  const begun = await fetch(startAddress(system, subdomain === undefined ? {} : { subdomain }), {
    redirect: "manual",
  });
  const page = begun.headers.get("location");
  if (!page) throw new Error(`The window answered ${begun.status}: ${await begun.text()}`);
  return fetch(await consentAtZendesk(system, page, user ?? admin?.name ?? ""));
}

/** Calls the admin's API with a token. */
export const adminWith =
  ({ serverOrigin }: Pick<System, "serverOrigin">, token: string): FetchAdmin =>
  (method, path, body) =>
    fetch(`${serverOrigin}/admin${path}`, {
      method,
      headers: { "x-sidethread-session": token, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });

/** Signs somebody in, as an admin in Zendesk does. */
export async function signIn(system: System, who: Who = {}): Promise<FetchAdmin & { session: SignedIn }> {
  const told = await readWindow(await walkSignIn(system, who));
  if (told?.result.outcome !== "signed_in") throw new Error(`Not signed in: ${JSON.stringify(told)}`);
  const { session } = told.result;
  return Object.assign(adminWith(system, session.token), { session });
}
