import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answerTo, consentJob, type Started, startKlaviyo } from "./klaviyo-caller.ts";
import { personAt } from "./klaviyo-person.ts";

let started: Started;
beforeEach(async () => {
  started = await startKlaviyo();
  started.klaviyo.state.settings.conversations = true;
});
afterEach(() => started.close());

const setSettings = (change: object) =>
  fetch(`${started.origin}/_sandbox/settings`, { method: "PUT", body: JSON.stringify(change) });

describe("an answer", () => {
  test("is refused until Klaviyo enables it, then delivered", async () => {
    const maren = await personAt(started);
    maren.text("Hello");
    await setSettings({ conversations: false });
    expect(await maren.answer("Hi")).toBe(403);
    await setSettings({ conversations: true });
    expect(await maren.answer("Hi")).toBe(202);
    expect(await maren.metrics()).toEqual(["Sent SMS", "Relayed SMS", "Received SMS"]);
    expect(started.klaviyo.textsTo(maren.phone).at(-1)).toMatchObject({ body: "Hi", kind: "reply" });
  });

  test("to no conversation is another refusal than that of an account that is not enabled", async () => {
    const maren = await personAt(started);
    expect(await maren.answer("Hi")).toBe(404);
    await setSettings({ conversations: false });
    expect(await maren.answer("Hi")).toBe(403);
  });

  test("to someone who opted out is accepted, and fails", async () => {
    const claire = await personAt(started, "claire.fontaine");
    claire.text("Hello");
    expect(await claire.answer("Hi")).toBe(202);
    expect(await claire.metrics()).toEqual(["Sent SMS", "Relayed SMS", "Failed to Deliver SMS"]);
  });

  test("comes from the number that the customer texted last", async () => {
    const maren = await personAt(started);
    maren.text("Hello");
    maren.text("Hello", { to: "+18335550123" });
    await maren.answer("Hi");
    expect((await maren.events()).at(-1)?.properties).toMatchObject({
      "From Number": "+18335550123",
      "To Number": maren.phone,
    });
  });

  test("is not more often than thrice a second", async () => {
    started.klaviyo.state.settings.rateLimitScale = 1;
    const { call } = started;
    const statuses: number[] = [];
    for (let tried = 0; tried < 4; tried += 1) {
      statuses.push((await call("POST", "/api/conversation-messages", answerTo("nowhere", "Hi"))).status);
    }
    expect(statuses).toEqual([404, 404, 404, 429]);
  });

  test("may be on its way although the connection was cut", async () => {
    const maren = await personAt(started);
    maren.text("Hello");
    const [conversation = ""] = started.klaviyo.state.conversations.keys();
    started.klaviyo.setFaults({ dropAfterWork: 1 });
    const sent = started.call("POST", "/api/conversation-messages", answerTo(conversation, "Hi"));
    await expect(sent).rejects.toThrow();
    started.klaviyo.setFaults({ dropAfterWork: 0 });
    await started.klaviyo.idle();
    const replies = started.klaviyo.textsTo(maren.phone).filter(({ kind }) => kind === "reply");
    expect(replies.map(({ body }) => body)).toEqual(["Hi"]);
  });
});

describe("keywords", () => {
  test("a stop word anywhere opts out, unless only the whole text counts", async () => {
    const maren = await personAt(started);
    const consent = async () => (await maren.profile()).attributes.subscriptions.sms.marketing.consent;
    await setSettings({ optOutMatching: "exact" });
    maren.text("I want to cancel my order");
    expect(await consent()).toBe("SUBSCRIBED");
    await setSettings({ optOutMatching: "contains" });
    maren.text("I want to cancel my order");
    expect(await consent()).toBe("UNSUBSCRIBED");
    maren.text("start");
    expect(await consent()).toBe("SUBSCRIBED");
  });

  test.each([
    ["STOP", "Unsubscribed from SMS Marketing"],
    ["join", null],
    ["Help", null],
  ])("%s is answered by Klaviyo itself", async (word, change) => {
    const maren = await personAt(started);
    maren.text(word);
    await started.klaviyo.idle();
    const noted = ["Sent SMS", ...(change ? [change] : []), "Received Automated Response SMS"];
    expect(await maren.metrics()).toEqual(noted);
    expect(started.klaviyo.textsTo(maren.phone).at(-1)).toMatchObject({ kind: "automatic" });
  });

  test("a stranger who joins is subscribed", async () => {
    const phone = "+4915700000009";
    started.klaviyo.text({ from: phone, to: "+4917604069099", body: "JOIN" });
    const query = `filter=equals(phone_number,${encodeURIComponent(`"${phone}"`)})&additional-fields[profile]=subscriptions`;
    const { one } = await started.call("GET", `/api/profiles?${query}`);
    expect(one.attributes.subscriptions.sms.marketing.consent).toBe("SUBSCRIBED");
  });
});

test("consent jobs change consent, and say so once", async () => {
  const maren = await personAt(started);
  const job = consentJob("delete", maren.phone, "UNSUBSCRIBED");
  await started.call("POST", "/api/profile-subscription-bulk-delete-jobs", job);
  await started.call("POST", "/api/profile-subscription-bulk-delete-jobs", job);
  const { sms } = (await maren.profile()).attributes.subscriptions;
  expect(sms.transactional.can_receive_sms_transactional).toBe(false);
  expect(await maren.metrics()).toEqual(["Unsubscribed from SMS Marketing"]);
});

test("a customer's pictures are links that lead to them", async () => {
  const maren = await personAt(started);
  const bytes = Uint8Array.of(1, 2, 3);
  const media = [{ contentType: "image/png", base64: Buffer.from(bytes).toString("base64") }];
  const text = { from: maren.phone, to: "54321", body: "", media };
  await fetch(`${started.origin}/_sandbox/texts`, { method: "POST", body: JSON.stringify(text) });
  const [event] = await maren.events();
  expect(event?.properties).toMatchObject({ "Message Body": "", "Message Format": "MMS" });
  const answer = await fetch(String(event?.properties["Media URLs"]));
  expect(answer.headers.get("content-type")).toBe("image/png");
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
});
