import { createLog } from "@sidethread/server/log";
import { symbols } from "pino";
import { expect, it } from "vitest";
import { operate } from "./kit/operate.ts";
import { openScene } from "./kit/scene.ts";
import { sidebarSecret } from "./kit/sidebar-token.ts";

/** The server's own log at its most talkative, and all that it wrote. */
function capturedLog() {
  const lines: string[] = [];
  const log = createLog("trace");
  Object.assign(log, { [symbols.streamSym]: { write: (line: string) => lines.push(line) } });
  return { log, lines };
}

const TEXT = "My password is kiwi-4711";
const REPLY = "Never tell us your password, kiwi-0815";

it("neither log nor answers tell a secret, or what people wrote", { timeout: 30_000 }, async () => {
  const { log, lines } = capturedLog();
  const scene = await openScene({ withApp: true, log });
  const { sandbox, system, customer, agent } = scene;
  const { zendesk, twilio, klaviyo, shopify, world } = sandbox;
  const answers: string[] = [];
  const ask = async (path: string, init?: RequestInit) =>
    answers.push(await (await fetch(system.serverOrigin + path, init)).text());

  const strangers = world.customers.filter(({ key }) => key !== "maren-voss");
  const ticket = await scene.begin("maren-voss", TEXT);
  for (const vendor of ["zendesk", "twilio", "klaviyo", "shopify"] as const) {
    for (const faults of [
      { serverError: 1 },
      { dropAfterWork: 1 },
      { tooManyRequests: 1, retryAfterSeconds: 0 },
    ]) {
      await scene.during(vendor, faults, async () => {
        // Somebody new each time: of whom Klaviyo told a minute ago it is not asked.
        scene.text(strangers.pop()?.phone ?? "", `${TEXT} ${vendor}`);
        if (vendor !== "zendesk")
          await agent.updateTicket(ticket.id, { comment: { body: REPLY, public: true } });
        if (vendor === "shopify")
          await scene.sidebarOf(ticket.id, ({ ticket: card }) => card.status === "ready");
      });
    }
  }
  twilio.setFailure(customer("maren-voss").phone, 21211);
  await agent.updateTicket(ticket.id, { comment: { body: REPLY, public: true } });
  const account = `/accounts/${world.account.subdomain}/connections`;
  for (const credentials of [
    { vendor: "klaviyo", privateKey: "pk_wrong-secret" },
    { vendor: "twilio", ...twilio.credentials, authToken: "wrong-secret" },
    { vendor: "zendesk", email: world.agents[0]?.email, apiToken: "wrong-secret" },
  ]) {
    answers.push(await (await operate(system, "POST", account, credentials)).text());
  }
  for (const path of [
    "/healthz",
    "/readyz",
    "/metrics",
    "/openapi.json",
    "/nothing",
    "/app/sidebar?ticket_id=1",
  ])
    await ask(path);
  await ask("/webhooks/twilio/x/texts", { method: "POST", body: `Body=${encodeURIComponent(TEXT)}` });
  answers.push(JSON.stringify(await scene.overview()));
  await scene.quiet(20_000);

  const secrets = {
    "Zendesk's token": "sandbox-zendesk-token",
    "Zendesk's signing secret": [...zendesk.state.webhooks.values()][0]?.signing_secret ?? "",
    "Twilio's token": twilio.credentials.authToken,
    "Klaviyo's key": klaviyo.privateKey,
    "Shopify's token": shopify.accessToken,
    "Shopify's secret": shopify.clientSecret,
    "the sidebar's secret": sidebarSecret(sandbox),
    "the operator's token": system.operatorToken,
    "a wrong secret": "wrong-secret",
    "a text": "kiwi-4711",
    "an answer": "kiwi-0815",
  };
  expect(lines.length).toBeGreaterThan(20);
  for (const [name, secret] of Object.entries(secrets)) {
    expect(secret.length, name).toBeGreaterThan(8);
    for (const spelling of [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString("base64").slice(0, -4),
    ]) {
      expect(
        lines.filter((line) => line.includes(spelling)),
        `${name} in the log`,
      ).toEqual([]);
      expect(
        answers.filter((answer) => answer.includes(spelling)),
        `${name} in an answer`,
      ).toEqual([]);
    }
  }
});
