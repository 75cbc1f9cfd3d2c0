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
    locale: usable(user.locale),
    timeZone: user.timeZone?.ianaName ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    ticketId: ticketId === undefined || ticketId === null ? null : String(ticketId),
  };
}

function usable(locale: string | undefined): string {
  try {
    return new Intl.Locale(locale ?? "en").baseName;
  } catch {
    return "en";
  }
}
