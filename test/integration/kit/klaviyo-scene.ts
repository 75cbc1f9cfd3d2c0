import { onTestFinished } from "vitest";
import type { SystemOptions } from "../../kit/system.ts";
import { eventually } from "../../kit/wait.ts";
import type { Settings } from "../../sandbox/klaviyo/settings.ts";
import { operate } from "./operate.ts";
import { openScene, type WhenFinished } from "./scene.ts";

export type KlaviyoScene = Awaited<ReturnType<typeof openKlaviyoScene>>;

/** The product with Klaviyo as its only carrier: set up as its account is, then connected. */
export async function openKlaviyoScene(
  settings: Partial<Settings> = {},
  options: SystemOptions = {},
  whenFinished: WhenFinished = onTestFinished,
) {
  const scene = await openScene({ ...options, connect: ["zendesk"] }, whenFinished);
  const { klaviyo, world } = scene.sandbox;
  Object.assign(klaviyo.state.settings, { conversations: true, ...settings });
  const connection = { vendor: "klaviyo", privateKey: klaviyo.privateKey };
  const connect = () =>
    operate(scene.system, "POST", `/accounts/${world.account.subdomain}/connections`, connection);
  const connected = await (await connect()).json();
  const { phone } = scene.customer("maren-voss");
  const seeded = new Set(klaviyo.state.messages);
  const asked = klaviyo.exchanges.length;

  return {
    ...scene,
    klaviyo,
    connect,
    connected,
    phone,
    /** A customer texts the account's number. */
    write: (body: string, from = phone) => klaviyo.text({ from, to: world.smsNumber, body }),
    /** What has reached the customer's phone since the scene was opened. */
    got: (to = phone) => klaviyo.textsTo(to).flatMap((one) => (seeded.has(one) ? [] : [one.body])),
    reply: (ticketId: number, body: string) =>
      scene.agent.updateTicket(ticketId, { comment: { body, public: true } }),
    /** The customer's messages in the thread, once they are as waited for. */
    async thread(ticketId: number, isThere: (states: string[]) => boolean) {
      const shown = await scene.sidebarOf(ticketId, ({ thread }) =>
        isThere(thread.messages.map(({ state }) => state)),
      );
      return shown.thread.messages;
    },
    /** Requests to send, other than the one that asked whether we may. */
    posted: () =>
      klaviyo.exchanges
        .slice(asked)
        .filter(({ method, path }) => method === "POST" && path === "/api/conversation-messages"),
    /** Resolves once a text has reached the customer's phone. */
    arrives: (body: string, to = phone) =>
      eventually(() => klaviyo.textsTo(to).some((one) => one.body === body), { timeout: 12_000 }),
  };
}
