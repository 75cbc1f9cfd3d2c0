import type { ConnectedZaf } from "./client.ts";

/** Who looks, in which language and time zone, at which ticket. */
export interface Session {
  subdomain: string;
  agent: { id: string; email: string | null };
  locale: string;
  timeZone: string;
  /** Null outside of a ticket, and on one that is not saved yet. */
  ticketId: string | null;
}

interface CurrentUser {
  id?: number | string;
  email?: string;
  locale?: string;
  timeZone?: { ianaName?: string };
}

/** Reads what the host knows of the session. */
export async function readSession({ client, context }: ConnectedZaf): Promise<Session> {
  const onTicket = context.location === "ticket_sidebar";
  const values = await client.get(onTicket ? ["currentUser", "ticket.id"] : ["currentUser"]);
  const user = (values.currentUser ?? {}) as CurrentUser;
  const ticketId = values["ticket.id"];
  return {
    subdomain: context.account.subdomain,
    agent: { id: String(user.id ?? ""), email: user.email ?? null },
    locale: usableLocale(user.locale),
    timeZone: usableTimeZone(user.timeZone?.ianaName),
    ticketId: ticketId === undefined || ticketId === null ? null : String(ticketId),
  };
}

function usableLocale(locale: string | undefined): string {
  try {
    return new Intl.Locale(locale ?? "en").baseName;
  } catch {
    return "en";
  }
}

/** The time zone, if the browser knows it; else the browser's own. */
function usableTimeZone(timeZone: string | undefined): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return new Intl.DateTimeFormat("en").resolvedOptions().timeZone;
  }
}
