import type { Overview } from "@sidethread/shared/overview";
import type { Sidebar } from "@sidethread/shared/sidebar";
import { onTestFinished } from "vitest";
import { createAgent } from "../../kit/agent.ts";
import { type System, type SystemOptions, startSystem } from "../../kit/system.ts";
import { eventually } from "../../kit/wait.ts";
import { type Faults, noFaults } from "../../sandbox/kit/faults.ts";
import type { Message } from "../../sandbox/twilio/state.ts";
import type { Ticket, User } from "../../sandbox/zendesk/records.ts";
import { commentsOf } from "../../sandbox/zendesk/tickets/history.ts";
import { operate } from "./operate.ts";
import { untilQuiet } from "./quiet.ts";
import { sidebarToken } from "./sidebar-token.ts";

const SOON = { timeout: 10_000 };

export type WhenFinished = (stop: () => Promise<void>) => void;

/** A server, and the vendors of one of its accounts. */
export type AccountAtWork = Pick<System, "sandbox" | "serverOrigin" | "operatorToken">;

export type Scene = Awaited<ReturnType<typeof openScene>>;

/**
 * The product at work for one test, and what its vendors really received. All of it stops with the test; tests that
 * run side by side give their own `whenFinished`.
 */
export async function openScene(options: SystemOptions = {}, whenFinished: WhenFinished = onTestFinished) {
  const system = await startSystem(options);
  whenFinished(() => system.stop());
  return sceneOf(system);
}

/** What a test does and sees of one account at work. */
export function sceneOf<Of extends AccountAtWork>(system: Of) {
  const { sandbox } = system;
  const { world, zendesk, twilio, klaviyo } = sandbox;

  const customer = (key: string) => {
    const found = world.customers.find((one) => one.key === key);
    if (!found) throw new Error(`The seed has no ${key}.`);
    return found;
  };
  /** Tickets that texts opened. */
  const textTickets = (): Ticket[] =>
    [...zendesk.state.tickets.values()].filter(({ external_id }) => external_id?.startsWith("sidethread:"));
  const commentsOn = (ticketId: number) => commentsOf(zendesk.state, ticketId);
  const usersOf = (phone: string): User[] => {
    const owners = [...zendesk.state.identities.values()].filter(({ value }) => value === phone);
    return [...zendesk.state.users.values()].filter(
      (user) => user.phone === phone || owners.some(({ user_id }) => user_id === user.id),
    );
  };
  const sms = (): Message[] =>
    [...twilio.state.messages.values()].filter(({ direction }) => direction === "outbound-api");
  const agent = createAgent(sandbox);
  const zendeskApi = async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const answer = await fetch(`${sandbox.origins.zendesk}/api/v2${path}`, {
      method,
      headers: { cookie: `sandbox_agent=${agent.user.id}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${said}`);
    return (said === "" ? undefined : JSON.parse(said)) as Answer;
  };
  const text = (from: string, body: string, media: Parameters<typeof twilio.text>[0]["media"] = []) =>
    twilio.text({ from, to: world.smsNumber, body, media });
  /** The ticket that holds a text, once it does. */
  const ticketWith = (body: string): Promise<Ticket> =>
    eventually(() => textTickets().find(({ id }) => commentsOn(id).some((one) => one.body === body)), SOON);

  return {
    system,
    sandbox,
    customer,
    agent,
    /** Calls Zendesk's API as an admin. */
    zendeskApi,
    /** Changes the account's settings, as an operator does. */
    async choose(settings: object) {
      const { subdomain, name } = world.account;
      const answer = await operate(system, "PUT", `/accounts/${subdomain}`, { name, settings });
      if (!answer.ok) throw new Error(`These settings were refused: ${await answer.text()}`);
    },
    /** A customer writes an e-mail. */
    async openEmailTicket(email: string, body: string): Promise<number> {
      const ticket = { subject: body, comment: { body }, requester: { email } };
      return (await zendeskApi<{ ticket: Ticket }>("POST", "/tickets", { ticket })).ticket.id;
    },
    /** What a ticket's sidebar shows, once it shows what is waited for. */
    sidebarOf: (ticketId: number, shows: (sidebar: Sidebar) => boolean): Promise<Sidebar> =>
      eventually(async () => {
        const sidebar = await agent.readSidebar(system.serverOrigin, ticketId);
        if (!shows(sidebar)) throw new Error(`The sidebar shows ${JSON.stringify(sidebar)}.`);
        return sidebar;
      }, SOON),
    text,
    /** Texts in turn: each is with the server before the next is sent, since webhooks may overtake each other. */
    async textInTurn(from: string, ...bodies: string[]) {
      for (const body of bodies) {
        text(from, body);
        await twilio.webhooks.idle();
      }
    },
    textTickets,
    ticketWith,
    /** Does something while a vendor misbehaves, until the server has felt it. */
    async during(
      vendor: "zendesk" | "klaviyo" | "twilio" | "shopify",
      faults: Partial<Faults>,
      act: () => unknown,
    ) {
      const { exchanges, setFaults } = sandbox[vendor];
      const before = exchanges.length;
      setFaults(faults);
      await act();
      await eventually(() => exchanges.length > before, SOON);
      setFaults(noFaults());
    },
    /** How many requests the vendors received. */
    heard: () =>
      [zendesk, twilio, klaviyo, sandbox.shopify].reduce((sum, { exchanges }) => sum + exchanges.length, 0),
    /** How often Twilio refused to send with this status. */
    refusedByTwilio: (status: number) =>
      twilio.exchanges.filter((one) => one.method === "POST" && one.status === status).length,
    /** The bodies of a ticket's public comments, oldest first. */
    said: (ticketId: number) => commentsOn(ticketId).flatMap((one) => (one.public ? [one.body] : [])),
    /** The bodies of a ticket's internal notes, oldest first. */
    notes: (ticketId: number) => commentsOn(ticketId).flatMap((one) => (one.public ? [] : [one.body])),
    commentsOn,
    usersOf,
    sms,
    /** A customer's first text, and the ticket that it opened. */
    async begin(key = "maren-voss", body = "Does the coat come in blue?") {
      text(customer(key).phone, body);
      return ticketWith(body);
    },
    /** What the nav bar page is told. */
    async overview(): Promise<Overview> {
      const authorization = `Bearer ${await sidebarToken(sandbox)}`;
      const answer = await fetch(`${system.serverOrigin}/app/overview`, { headers: { authorization } });
      return (await answer.json()) as Overview;
    },
    /** Changes what Klaviyo knows of a person. */
    describeAtKlaviyo(email: string, change: Record<string, string>) {
      const profiles = [...klaviyo.state.profiles.values()];
      const found = profiles.find(({ attributes }) => attributes.email === email);
      if (!found) throw new Error(`Klaviyo has no ${email}.`);
      Object.assign(found.attributes, change);
    },
    eventsAtKlaviyo: (metric: string) => klaviyo.events.filter((event) => event.metric === metric),
    /** Resolves when nobody has anything left to do. */
    quiet: (timeout?: number) => untilQuiet(system, timeout),
  };
}
