import { saveAccount } from "@sidethread/server/accounts/account-store";
import { checkKlaviyo } from "@sidethread/server/accounts/check-klaviyo";
import { connectKlaviyo } from "@sidethread/server/accounts/connect-klaviyo";
import { findConnectionDetails } from "@sidethread/server/accounts/connection-store";
import { createSealer } from "@sidethread/server/accounts/seal";
import { readConfig } from "@sidethread/server/config";
import { createKlaviyoReader } from "@sidethread/server/conversations/klaviyo/read-klaviyo-events";
import { grantScope } from "@sidethread/server/database/grant-scope";
import { deliveries } from "@sidethread/server/database/schema/work";
import { createGate } from "@sidethread/server/vendors/gate";
import { createKlaviyoClient } from "@sidethread/server/vendors/klaviyo/client";
import { textMetrics } from "@sidethread/server/vendors/klaviyo/text-metrics";
import { describe, expect, it, onTestFinished } from "vitest";
import { openTestDatabase } from "../kit/database.ts";
import { startSandbox } from "../sandbox/sandbox.ts";

const [SENT_SMS] = textMetrics;

async function setUp() {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const { klaviyo, world, origins } = sandbox;
  klaviyo.state.settings.rateLimitScale = null;
  const database = await openTestDatabase();
  const config = readConfig({
    PUBLIC_URL: "http://127.0.0.1:9",
    SECRET_KEYS: `test:${Buffer.alloc(32, 1).toString("base64")}`,
    OPERATOR_TOKEN: "an-operator-token-for-tests",
    KLAVIYO_ORIGIN: origins.klaviyo,
  });
  const by = { actor: "operator", actorId: null };
  const context = { config, database, sealer: createSealer(config.SECRET_KEYS), by };
  const fresh = { subdomain: "moorlicht", name: "Moorlicht", settings: {} };
  const account = await database.write((tx) => saveAccount(tx, context.sealer, fresh));
  const scope = grantScope(account.id);
  const klaviyoAccountId = klaviyo.state.account.id;
  const asked = { client: createKlaviyoClient(origins.klaviyo, klaviyo, createGate()), klaviyoAccountId };
  const from = world.customers.find(({ key }) => key === "maren-voss")?.phone ?? "";
  const text = (body: string) => klaviyo.text({ from, to: world.smsNumber, body });
  return { klaviyo, database, context, scope, asked, text };
}

describe("reading Klaviyo's events", { timeout: 30_000 }, () => {
  it("takes several pages a turn, goes on in the next, and stores each event once", async () => {
    const { klaviyo, database, scope, asked, text } = await setUp();
    text("From before we were connected");
    const earlier = klaviyo.state.events.at(-1);
    if (earlier) earlier.at = new Date(Date.now() - 10_000);
    const since = new Date();
    for (let index = 0; index < 1_200; index += 1) text(`Text ${index}`);
    const metricId = (await asked.client.listOwnMetrics()).get("Sent SMS") ?? "";
    if (!SENT_SMS) throw new Error("There are no metrics.");
    const wanted = { scope, klaviyo: asked, metric: SENT_SMS, metricId, since, overlapMs: 60_000 };
    const read = createKlaviyoReader(database, database.receive);
    expect([await read(wanted), await read(wanted), await read(wanted)]).toEqual([1_000, 200, 0]);
    const afterRestart = createKlaviyoReader(database, database.receive);
    expect(await afterRestart(wanted)).toBe(0);
    text("One more");
    expect([await read(wanted), await read(wanted)]).toEqual([1, 0]);
    const stored = await database.read.select({ body: deliveries.body }).from(deliveries);
    const words = stored.map(({ body }) => JSON.parse(body).text);
    expect(new Set(words).size).toBe(1_201);
    expect(words).not.toContain("From before we were connected");
  });
});

describe("Klaviyo's connection", () => {
  it("is mended: a webhook that was given up or removed, leave that was given later", async () => {
    const { klaviyo, database, context, scope, asked } = await setUp();
    const secret = { privateKey: klaviyo.privateKey };
    expect(await connectKlaviyo(context, scope, secret)).toEqual({ webhooks: true, maySend: false });
    const webhooks = () => [...klaviyo.state.webhooks.values()];
    const [first] = webhooks();
    if (first) first.enabled = false;
    klaviyo.state.settings.conversations = true;
    await checkKlaviyo(context, scope, asked);
    expect(webhooks()).toEqual([expect.objectContaining({ id: first?.id, enabled: true })]);
    expect(
      await findConnectionDetails(database.read, scope, "klaviyo", asked.klaviyoAccountId),
    ).toMatchObject({ maySend: true });

    klaviyo.state.webhooks.clear();
    await checkKlaviyo(context, scope, asked);
    expect(webhooks()).toEqual([
      expect.objectContaining({ enabled: true, topics: first?.topics, secret: first?.secret }),
    ]);
    await checkKlaviyo(context, scope, asked);
    expect(webhooks()).toHaveLength(1);
  });

  it("without webhooks is one that must be asked, until it may have them", async () => {
    const { klaviyo, database, context, scope, asked } = await setUp();
    klaviyo.state.settings.webhooks = false;
    const secret = { privateKey: klaviyo.privateKey };
    expect(await connectKlaviyo(context, scope, secret)).toMatchObject({ webhooks: false });
    klaviyo.state.settings.webhooks = true;
    await checkKlaviyo(context, scope, asked);
    const details = await findConnectionDetails(database.read, scope, "klaviyo", asked.klaviyoAccountId);
    expect(details?.webhook?.topics).toContain("event:klaviyo.received_sms");
  });
});
