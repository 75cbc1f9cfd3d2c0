import { createContext, useContext } from "react";
import { meet } from "./api/people.ts";
import { createStore } from "./api/store.ts";
import type { Account, Brand, Group, TicketField, User } from "./api/types.ts";
import { zendesk } from "./api/zendesk.ts";
import { createWorkbench, type Workbench } from "./ticket/workbench.ts";
import { createHost, type Host } from "./zaf/host.ts";

/** What hardly changes while an agent works, read once. */
export interface Directory {
  account: Account;
  me: User;
  agents: User[];
  groups: Group[];
  brands: Brand[];
  fields: TicketField[];
}

export interface Session extends Directory {
  host: Host;
  workbench: Workbench;
}

export type ColorScheme = "light" | "dark";

const storedScheme = localStorage.getItem("color-scheme") === "dark" ? "dark" : "light";

/** The scheme that the agent chose; apps follow it. */
export const colorScheme = createStore<ColorScheme>(storedScheme);

/** Reads who is signed in and what the account has, and sets up the window's state. */
export async function startSession(): Promise<Session> {
  const [account, { user: me }, { users: agents }, { groups }, { brands }, { ticket_fields: fields }] =
    await Promise.all([
      zendesk<Account>("/_sandbox/agent/account"),
      zendesk<{ user: User }>("/api/v2/users/me.json"),
      zendesk<{ users: User[] }>("/api/v2/users.json?role[]=admin&role[]=agent"),
      zendesk<{ groups: Group[] }>("/api/v2/groups.json"),
      zendesk<{ brands: Brand[] }>("/api/v2/brands.json"),
      zendesk<{ ticket_fields: TicketField[] }>("/api/v2/ticket_fields.json"),
    ]);
  meet([me, ...agents]);
  const directory = { account, me, agents, groups, brands, fields };
  const host = createHost();
  colorScheme.subscribe(() => {
    localStorage.setItem("color-scheme", colorScheme.get());
    host.broadcast("colorScheme.changed", colorScheme.get());
  });
  return { ...directory, host, workbench: createWorkbench(directory, host) };
}

export const SessionContext = createContext<Session | null>(null);

/** The signed-in agent's session. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("There is no session yet");
  return session;
}
