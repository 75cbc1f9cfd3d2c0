import { parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { signIn } from "../integration/kit/admin.ts";
import { openScene } from "../integration/kit/scene.ts";
import type { Exchange } from "../sandbox/kit/exchanges.ts";
import {
  klaviyoDescription,
  shopifySchema,
  twilioDescription,
  zendeskDescription,
} from "./kit/descriptions.ts";
import type { Description } from "./kit/openapi/description.ts";

const zendesk = await zendeskDescription();
const klaviyo = await klaviyoDescription();
const twilio = await twilioDescription();
if (!zendesk || !klaviyo || !twilio)
  console.log("Skipped: requests of the server. There is no ../shared/specs.");

/** Of other products than Support, or the sandbox's own; the Support API's description has none of them. */
const NOT_SUPPORT = /^\/(api\/v2\/webhooks|api\/(support\/|v2\/)?apps|oauth|_proxy|agent|attachments)/;

/** The bytes of a picture, which Twilio's description has only as JSON. */
const PICTURE = /\/Media\/ME\w+$|^\/_storage\//;

/** What descriptions leave out: the ticket that another one follows, and addresses that are not set. */
const FORGIVEN = [
  /response\.ticket\.via\.source\.from\.(ticket_id|subject|channel) is not described$/,
  /\.(sms_url|status_callback) must match format "uri"$/,
  // Twilio's documentation filters messages by day.
  /request\.query\.DateSent> must match format "date-time"$/,
];

/** Everything that the server asks of its vendors, in one play. */
async function play() {
  const scene = await openScene({ withApp: true });
  const { sandbox, text, agent, customer, quiet } = scene;
  const maren = customer("maren-voss");
  const ready = (ticketId: number) =>
    scene.sidebarOf(ticketId, ({ value, orders }) => value.status === "ready" && orders.status === "ready");

  const ticket = await scene.begin();
  await ready(ticket.id);
  text(maren.phone, "Like this one", [{ contentType: "image/png", bytes: Uint8Array.from([1]) }]);
  text(customer("lucia-navarro").phone, "¿Dónde está mi pedido?");
  text(customer("seoyeon-kim").phone, "안녕하세요");
  text(customer("jonas-albrecht").phone, "HELP");
  await quiet();
  const comment = { body: "It does.", public: true };
  await agent.updateTicket(ticket.id, { comment, status: "pending" });
  sandbox.twilio.setFailure(customer("lucia-navarro").phone, 30003);
  await agent.updateTicket((await scene.ticketWith("¿Dónde está mi pedido?")).id, { comment });
  await quiet();
  text(maren.phone, "Thank you");
  await quiet();
  await agent.updateTicket(ticket.id, { status: "closed" });
  text(maren.phone, "One more thing");
  await scene.ticketWith("One more thing");
  const mail = await scene.openEmailTicket(customer("tom-whitfield").email, "My boots");
  await ready(mail);
  for (const [vendor, faults] of [
    ["twilio", { serverError: 1 }],
    ["zendesk", { dropAfterWork: 1 }],
  ] as const) {
    await scene.during(vendor, faults, async () => {
      text(customer("tom-whitfield").phone, `Trouble at ${vendor}`);
      await agent.updateTicket((await scene.ticketWith("One more thing")).id, { comment }).catch(() => {});
    });
  }
  text(maren.phone, "STOP");
  await quiet(20_000);
  const fetchAdmin = await signIn(scene.system);
  for (const [method, path, body] of [
    ["PUT", "/view", undefined],
    ["PUT", "/automation", { hours: 24 }],
    ["PUT", "/automation", { hours: 48 }],
    ["GET", "/state", undefined],
    ["DELETE", "/view", undefined],
    ["DELETE", "/automation", undefined],
  ] as const) {
    expect((await fetchAdmin(method, path, body)).ok).toBe(true);
  }
  return sandbox;
}

describe.skipIf(!zendesk || !klaviyo || !twilio)("what the server asks of its vendors", () => {
  it("is what their descriptions say", { timeout: 60_000 }, async () => {
    const sandbox = await play();
    const found = (description: Description | null, exchanges: Exchange[]) =>
      [...new Set(exchanges.flatMap((exchange) => description?.violations(exchange) ?? []))].filter(
        (violation) => !FORGIVEN.some((pattern) => pattern.test(violation)),
      );
    const support = sandbox.zendesk.exchanges.filter(({ path }) => !NOT_SUPPORT.test(path));
    expect(support.length).toBeGreaterThan(50);
    expect(found(zendesk, support)).toEqual([]);
    expect(sandbox.klaviyo.exchanges.length).toBeGreaterThan(10);
    expect(found(klaviyo, sandbox.klaviyo.exchanges)).toEqual([]);
    const carrier = sandbox.twilio.exchanges.filter(({ path }) => !PICTURE.test(path));
    expect(carrier.map(({ method }) => method)).toContain("GET");
    expect(found(twilio, carrier)).toEqual([]);
    await expectShopifyToFit(sandbox.shopify.exchanges);
  });
});

async function expectShopifyToFit(exchanges: Exchange[]): Promise<void> {
  const schema = await shopifySchema();
  const queries = new Set(exchanges.map(({ requestBody }) => String(JSON.parse(requestBody).query)));
  expect(queries.size).toBeGreaterThan(3);
  for (const query of queries) expect(validate(schema, parse(query))).toEqual([]);
  for (const { responseBody } of exchanges) expect(JSON.parse(responseBody)).not.toHaveProperty("errors");
}
