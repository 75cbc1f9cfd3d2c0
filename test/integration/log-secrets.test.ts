import { createFileClient } from "@sidethread/server/database/file-client";
import { expect, it } from "vitest";
import { createAgent } from "../kit/agent.ts";
import { eventually } from "../kit/wait.ts";
import { noFaults } from "../sandbox/kit/faults.ts";
import { commentsOf } from "../sandbox/zendesk/tickets/history.ts";
import { operate } from "./kit/operate.ts";
import { sidebarSecret } from "./kit/sidebar-token.ts";
import { newKey, OPERATOR_TOKEN, openSite, type Site } from "./kit/site.ts";

const SOON = { timeout: 60_000 };
/** As many lines of a server's log as are kept. */
const LINES_KEPT = 2000;
const TEXT = "papaya-1177 is what I wrote";
const REPLY = "papaya-2288 is our answer: https://shop.example/papaya-3399?customer=papaya-4400";
const FAULTS = {
  tooManyRequests: 0.15,
  retryAfterSeconds: 0,
  serverError: 0.15,
  dropAfterWork: 0.15,
  webhookTwice: 0.2,
};

const vendorsOf = ({ sandbox: { zendesk, twilio, klaviyo, shopify } }: Site) => [
  zendesk,
  twilio,
  klaviyo,
  shopify,
];

/** Every spelling in which a word might be printed. */
const spellings = (word: string) => [
  word,
  encodeURIComponent(word),
  JSON.stringify(word).slice(1, -1),
  Buffer.from(word).toString("base64").slice(0, -4),
];

/** Nobody can write for a while: longer than a server waits for the lock. */
async function lockDatabase(path: string): Promise<void> {
  const client = createFileClient(path);
  await client.execute("BEGIN IMMEDIATE");
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  client.rollBack();
  client.close();
}

/** Requests that are wrong in a way, each with something in it that is nobody's business. */
async function sendNonsense(site: Site, serverOrigin: string): Promise<void> {
  const { zendesk, twilio, world } = site.sandbox;
  const [webhook] = [...zendesk.state.webhooks.values()];
  const server = { serverOrigin, operatorToken: OPERATOR_TOKEN };
  const account = `/accounts/${world.account.subdomain}`;
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(new URL(path, serverOrigin), { method: "POST", body, headers });
  const wrong = { vendor: "twilio", ...twilio.credentials, authToken: "papaya-wrong-token" };
  await Promise.all([
    post(webhook?.endpoint ?? "", `{"comment":"${TEXT}"`, { "x-zendesk-webhook-signature": "papaya-5511" }),
    post("/webhooks/twilio/nobody/texts", `Body=${encodeURIComponent(TEXT)}`),
    fetch(`${serverOrigin}/app/sidebar?ticket_id=1`, { headers: { authorization: "Bearer papaya-6622" } }),
    fetch(`${serverOrigin}/operator${account}`, { headers: { authorization: "Bearer papaya-7733" } }),
    fetch(`${serverOrigin}/l/papaya-8844`),
    operate(server, "POST", `${account}/connections`, wrong),
    operate(server, "POST", `${account}/connections`, { vendor: "klaviyo", privateKey: "papaya-wrong-key" }),
    operate(server, "POST", `${account}/connections`, '{"vendor":"klaviyo","privateKey":"papaya-cut-off'),
    operate(server, "PUT", account, { name: "A", settings: { textTickets: "papaya-no-boolean" } }),
  ]);
}

it("prints no secret, no phone and nothing that people wrote, whatever goes wrong", async () => {
  const site = await openSite();
  const { sandbox } = site;
  const { zendesk, twilio, klaviyo, shopify, world } = sandbox;
  const agent = createAgent(sandbox);
  const keys = newKey("site");
  const server = await site.start(keys, { logLevel: "debug" });
  await site.connect(server.origin);

  for (const vendor of vendorsOf(site)) vendor.setFaults(FAULTS);
  const texters = world.customers.slice(0, 12);
  for (const [index, { phone }] of texters.entries()) {
    const body = [TEXT, `<script>${TEXT}</script>`, "STOP", "HELP"][index % 4] ?? TEXT;
    twilio.text({ from: phone, to: world.smsNumber, body });
  }
  const ticket = await eventually(
    () =>
      [...zendesk.state.tickets.values()].find(({ id }) =>
        commentsOf(zendesk.state, id).some(({ body }) => body.includes("papaya-1177")),
      ),
    SOON,
  );
  // The agent is to be served; the server has felt enough of this.
  zendesk.setFaults(noFaults());
  await agent.updateTicket(ticket.id, { comment: { body: REPLY, public: true } });
  await sendNonsense(site, server.origin);
  await agent.readSidebar(server.origin, ticket.id);

  // Zendesk gives a webhook up within seconds: the agent's answer is with the server before it dies.
  await zendesk.webhooks.idle();
  await server.kill();
  for (const vendor of vendorsOf(site)) vendor.setFaults({ ...noFaults(), down: true });
  await server.start();
  const locked = lockDatabase(site.databaseFile);
  for (const { phone } of texters) twilio.text({ from: phone, to: world.smsNumber, body: `${TEXT} too` });
  await locked;
  for (const vendor of vendorsOf(site)) vendor.setFaults(noFaults());
  await eventually(() => [...twilio.state.messages.values()].some(({ body }) => /papaya-2288/.test(body)), {
    timeout: 90_000,
  });
  await server.stop();

  const commands = [
    await site.command("rotate-keys", `${newKey("next")},${keys}`).ended,
    await site.command("rotate-keys", keys.slice(0, -9)).ended,
    await site.command("backup", keys, ["/nowhere/backup.db"]).ended,
  ];
  expect(commands.map(({ code }) => code)).toEqual([0, 1, 1]);
  const printed = [...server.log, ...commands.map(({ output }) => output)];
  expect(server.log.length).toBeLessThan(LINES_KEPT);
  for (const level of [20, 30, 40]) expect(printed.join("\n")).toContain(`{"level":${level},`);

  const hidden = [
    ["papaya", "a word, a wrong secret or a link"],
    ["sandbox-zendesk-token", "Zendesk's token"],
    [[...zendesk.state.webhooks.values()][0]?.signing_secret ?? "", "Zendesk's signing secret"],
    [twilio.credentials.authToken, "Twilio's token"],
    [klaviyo.privateKey, "Klaviyo's key"],
    [shopify.accessToken, "Shopify's token"],
    [shopify.clientSecret, "Shopify's secret"],
    [sidebarSecret(sandbox), "the sidebar's secret"],
    [OPERATOR_TOKEN, "the operator's token"],
    [keys.slice(keys.indexOf(":") + 1, -9), "the key that seals"],
    ...texters.flatMap(({ phone, email, firstName, lastName }) => [
      [phone, "a phone"],
      [phone.slice(1), "a phone"],
      [email ?? "no e-mail", "an e-mail"],
      [`${firstName} ${lastName}`, "a name"],
    ]),
  ] as [string, string][];
  for (const [word, what] of hidden) {
    expect(word.length, what).toBeGreaterThan(4);
    const lines = printed.filter((line) => spellings(word).some((spelling) => line.includes(spelling)));
    expect(lines, `${what} is printed`).toEqual([]);
  }
}, 240_000);
