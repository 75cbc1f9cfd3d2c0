import type { Sidebar } from "@sidethread/shared/sidebar";
import { z } from "zod";
import type { Sandbox } from "../sandbox/sandbox.ts";

export interface TicketChange {
  comment?: { body: string; public: boolean };
  status?: string;
  tags?: string[];
}

/** An agent at work over HTTP, as the workspace's page is: with a session, through Zendesk's API and its proxy. */
export function createAgent({ zendesk, apps, origins, world }: Sandbox, name = world.agents[0]?.name) {
  const user = [...zendesk.state.users.values()].find((one) => one.name === name);
  if (!user) throw new Error(`There is no agent ${name}.`);
  const headers = { cookie: `sandbox_agent=${user.id}`, "content-type": "application/json" };

  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(origins.zendesk + path, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }

  return {
    user,
    updateTicket: (id: number, ticket: TicketChange) => call("PUT", `/api/v2/tickets/${id}`, { ticket }),

    /** What the app's sidebar receives for a ticket, through the proxy that signs its token. */
    async readSidebar(backend: string, ticketId: number): Promise<Sidebar> {
      const [installed] = apps.installations();
      if (!installed) throw new Error("The app is not installed.");
      const answer = await call("POST", `/_proxy/${installed.installationId}`, {
        url: `${backend}/app/sidebar?ticket_id=${ticketId}`,
        method: "GET",
        body: null,
        username: null,
        password: null,
        secure: true,
        jwt: {
          algorithm: "HS256",
          secret_key: "{{setting.sidebar_secret}}",
          expiry: 300,
          claims: { iss: world.account.subdomain, sub: String(user.id) },
        },
        headers: { Authorization: "Bearer {{jwt.token}}" },
      });
      const { status, body } = z.object({ status: z.number(), body: z.string() }).parse(answer);
      if (status !== 200) throw new Error(`The sidebar answered ${status}: ${body}`);
      return JSON.parse(body) as Sidebar;
    },
  };
}
