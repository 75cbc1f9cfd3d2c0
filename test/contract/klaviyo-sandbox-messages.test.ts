import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { failureTypes } from "../sandbox/klaviyo/failures.ts";
import { type Started, startKlaviyo } from "./klaviyo-caller.ts";
import { personAt } from "./klaviyo-person.ts";

let started: Started;
beforeEach(async () => {
  started = await startKlaviyo();
  started.klaviyo.state.settings.conversations = true;
});
afterEach(() => started.close());

const control = async (method: string, path: string, body?: object) => {
  const init = body ? { method, body: JSON.stringify(body) } : { method };
  const answer = await fetch(`${started.origin}/_sandbox${path}`, init);
  return { status: answer.status, body: answer.status === 204 ? null : await answer.json() };
};

describe("what others than agents send", () => {
  test("a campaign's text says which campaign it is of", async () => {
    const maren = await personAt(started);
    started.klaviyo.send({ kind: "campaign", name: "Autumn sale", to: maren.phone, body: "A fifth off." });
    await started.klaviyo.idle();
    const [relayed, received] = await maren.events();
    expect([relayed?.metric, received?.metric]).toEqual(["Relayed SMS", "Received SMS"]);
    expect(received?.properties).toMatchObject({
      "Message Body": "A fifth off.",
      "To Number": maren.phone,
      "Campaign Name": "Autumn sale",
      "Message Name": "Autumn sale",
      "Message Type": "campaign",
      "Carrier Delivery Status": "Delivered",
      $message: expect.any(String),
    });
    const { all } = await started.call("GET", "/api/campaigns?filter=equals(messages.channel,'sms')");
    expect(all.map(({ attributes }) => attributes.name)).toContain("Autumn sale");
  });

  test("a flow's text says which flow it is of", async () => {
    const maren = await personAt(started);
    started.klaviyo.send({ kind: "flow", name: "Text club welcome", to: maren.phone, body: "Welcome!" });
    await started.klaviyo.idle();
    const { one } = await started.call("GET", '/api/flows?filter=equals(name,"Text club welcome")');
    expect((await maren.events()).at(-1)?.properties).toMatchObject({
      $flow: one.id,
      "Message Type": "flow",
    });
  });

  test("a reply from Klaviyo's inbox cannot be told from one by the API", async () => {
    const maren = await personAt(started);
    maren.text("Hello");
    await maren.answer("Hi");
    started.klaviyo.send({ kind: "inbox", to: maren.phone, body: "Hi" });
    await started.klaviyo.idle();
    const [byApi, fromInbox] = (await maren.events()).filter(({ metric }) => metric === "Received SMS");
    const { $event_id: _, ...said } = byApi?.properties ?? {};
    expect(fromInbox?.properties).toMatchObject(said);
    expect(Object.keys(said)).not.toContain("Campaign Name");
  });

  test("what Klaviyo would not send is refused, and says why", async () => {
    const { phone } = await personAt(started, "claire.fontaine");
    const campaign = { kind: "campaign", name: "Autumn sale", to: phone, body: "A fifth off." };
    expect(await control("POST", "/messages", campaign)).toMatchObject({
      status: 422,
      body: { error: expect.stringContaining("marketing") },
    });
    const inbox = { kind: "inbox", to: phone, body: "Hi" };
    expect(await control("POST", "/messages", inbox)).toMatchObject({
      status: 422,
      body: { error: expect.stringContaining("never texted") },
    });
  });
});

describe("a phone", () => {
  test.each(failureTypes)("can be one that nothing reaches: %s", async (failsWith) => {
    const maren = await personAt(started);
    maren.text("Hello");
    await control("PUT", `/phones/${maren.phone}`, { failsWith });
    await maren.answer("Hi");
    const last = (await maren.events()).at(-1);
    expect([last?.metric, last?.properties["Failure Type"]]).toEqual(["Failed to Deliver SMS", failsWith]);
    await control("PUT", `/phones/${maren.phone}`, { failsWith: null });
    await maren.answer("Hi again");
    const { body } = await control("GET", `/phones/${maren.phone}/texts`);
    expect(body.at(-1)).toMatchObject({ body: "Hi again" });
    expect(body.filter(({ kind }: { kind: string }) => kind === "reply")).toHaveLength(1);
  });

  test("an automatic answer fails under a name of its own", async () => {
    const maren = await personAt(started);
    started.klaviyo.setFailure(maren.phone, "Device unreachable");
    started.klaviyo.send({ kind: "automatic", to: maren.phone, body: "We are closed." });
    await started.klaviyo.idle();
    expect(await maren.metrics()).toEqual(["Failed to Deliver Automated Response SMS"]);
  });
});

describe("what Klaviyo may do to a reply's text", () => {
  test("shorten its links, and tell who follows them", async () => {
    const maren = await personAt(started);
    await control("PUT", "/settings", { shortenLinks: true });
    maren.text("Hello");
    await maren.answer("See https://shop.example/coats?size=m, please.");
    const body = String((await maren.events()).at(-1)?.properties["Message Body"]);
    expect(body).toMatch(/^See https:\/\/klv3\.io\/\w{6}, please\.$/);
    expect(started.klaviyo.textsTo(maren.phone).at(-1)?.body).toBe(body);
    const [url] = /https:\/\/[^,]+/.exec(body) ?? [];
    expect(await control("POST", "/clicks", { url })).toMatchObject({ status: 204 });
    expect((await maren.events()).at(-1)).toMatchObject({
      metric: "Clicked SMS",
      properties: { URL: "https://shop.example/coats?size=m" },
    });
    expect(await control("POST", "/clicks", { url: "https://klv3.io/nothing" })).toMatchObject({
      status: 422,
    });
  });

  test("put the account's name before it", async () => {
    const maren = await personAt(started);
    await control("PUT", "/settings", { namePrefix: true });
    maren.text("Hello");
    await maren.answer("Hi");
    const { name } = started.klaviyo.state.account;
    expect(started.klaviyo.textsTo(maren.phone).at(-1)?.body).toBe(`${name}: Hi`);
  });
});
