import { describe, expect, it } from "vitest";
import { eventually } from "../kit/wait.ts";
import type { Faults } from "../sandbox/kit/faults.ts";
import { openScene, type Scene, type WhenFinished } from "./kit/scene.ts";

/** A retry after an unknown outcome waits three seconds, and others longer and longer. */
const LONG = 50_000;
const PATIENT = { timeout: 60_000 };

const people = ({ sandbox }: Scene, count: number) =>
  sandbox.world.customers.filter(({ consent }) => consent.sms === "SUBSCRIBED").slice(0, count);

/** Twenty customers text, five of them again, while `vendor` misbehaves; it recovers once it has been asked `requests` times. */
async function textThrough(
  vendor: "zendesk" | "klaviyo" | "twilio",
  faults: Partial<Faults>,
  requests: number,
  whenFinished: WhenFinished,
) {
  const scene = await openScene({}, whenFinished);
  const { sandbox, text, quiet } = scene;
  const senders = people(scene, 20);
  const before = { users: sandbox.zendesk.state.users.size, requests: sandbox[vendor].exchanges.length };
  const known = senders.filter(({ zendeskUser }) => zendeskUser !== "none").length;
  sandbox[vendor].setFaults(faults);
  for (const { key, phone } of senders) text(phone, key);
  await sandbox.twilio.webhooks.idle();
  for (const { key, phone } of senders.slice(0, 5)) text(phone, `${key} again`);
  await eventually(() => sandbox[vendor].exchanges.length > before.requests + requests, PATIENT);
  sandbox[vendor].setFaults(none);
  await quiet(LONG);
  return {
    ...scene,
    senders,
    newUsers: sandbox.zendesk.state.users.size - before.users,
    strangers: senders.length - known,
  };
}

const none = { dropAfterWork: 0, serverError: 0, tooManyRequests: 0 };

function expectEachTextOnce({
  senders,
  textTickets,
  said,
  newUsers,
  strangers,
}: Awaited<ReturnType<typeof textThrough>>) {
  const found = textTickets().map(({ id }) => said(id));
  const sent = senders.map(({ key }, index) => (index < 5 ? [key, `${key} again`] : [key]));
  expect(found.toSorted()).toEqual(sent.toSorted());
  expect(newUsers).toBe(strangers);
}

describe.concurrent("every text is one comment, in order, of one user on one ticket", () => {
  // After each 429 the whole account waits as long as Zendesk asked for, so that few requests take long.
  it.for<[string, Partial<Faults>, number]>([
    ["drops connections after the work", { dropAfterWork: 0.3 }, 100],
    ["fails", { serverError: 0.3 }, 100],
    ["has had enough", { tooManyRequests: 0.3, retryAfterSeconds: 1 }, 20],
  ])("when Zendesk %s", PATIENT, async ([, faults, requests], { onTestFinished }) => {
    expectEachTextOnce(await textThrough("zendesk", faults, requests, onTestFinished));
  });

  it("when Klaviyo fails and drops, and hears of each fact once", PATIENT, async ({ onTestFinished }) => {
    const faults = { dropAfterWork: 0.3, serverError: 0.3 };
    const played = await textThrough("klaviyo", faults, 30, onTestFinished);
    expectEachTextOnce(played);
    const opened = played.eventsAtKlaviyo("Opened Ticket").map(({ uniqueId }) => uniqueId);
    expect(opened).toHaveLength(20);
    expect(new Set(opened).size).toBe(20);
  });

  it("when all vendors' webhooks come twice, late and out of order", PATIENT, async ({ onTestFinished }) => {
    const scene = await openScene({}, onTestFinished);
    const { twilio, zendesk, klaviyo } = scene.sandbox;
    const senders = people(scene, 10);
    for (const vendor of [twilio, zendesk, klaviyo]) {
      vendor.setFaults({ webhookTwice: 0.5, webhookLateMs: 50, webhookOutOfOrder: 0.3 });
    }
    for (const { key, phone } of senders) scene.text(phone, key);
    await scene.quiet(LONG);
    for (const ticket of scene.textTickets()) {
      await scene.agent.updateTicket(ticket.id, {
        comment: { body: `Re: ${scene.said(ticket.id)[0]}`, public: true },
        status: "solved",
      });
      await scene.agent.updateTicket(ticket.id, { status: "closed" });
    }
    await scene.quiet(LONG);
    const keys = senders.map(({ key }) => key).toSorted();
    expect(
      scene
        .textTickets()
        .map(({ id }) => scene.said(id)[0])
        .toSorted(),
    ).toEqual(keys);
    expect(
      scene
        .sms()
        .map(({ body }) => body)
        .toSorted(),
    ).toEqual(keys.map((key) => `Re: ${key}`));
    for (const metric of ["Opened Ticket", "Resolved Ticket"]) {
      const ids = scene.eventsAtKlaviyo(metric).map(({ uniqueId }) => uniqueId);
      expect([ids.length, new Set(ids).size]).toEqual([10, 10]);
    }
  });

  it("when the server is stopped and started in the middle", PATIENT, async ({ onTestFinished }) => {
    const scene = await openScene({}, onTestFinished);
    const { system } = scene;
    const senders = people(scene, 10);
    for (const { key, phone } of senders) scene.text(phone, key);
    await eventually(() => scene.textTickets().length >= 3, PATIENT);
    await system.stopServer();
    await system.restartServer();
    await scene.quiet(LONG);
    const said = scene.textTickets().flatMap(({ id }) => scene.said(id));
    expect(said.toSorted()).toEqual(senders.map(({ key }) => key).toSorted());
  });
});

describe.concurrent("every answer is one SMS", () => {
  it.for<[string, Partial<Faults>]>([
    ["drops connections after the work", { dropAfterWork: 0.3 }],
    ["fails", { serverError: 0.3 }],
    ["has had enough", { tooManyRequests: 0.3 }],
  ])("when Twilio %s", PATIENT, async ([, faults], { onTestFinished }) => {
    const scene = await openScene({}, onTestFinished);
    const { twilio, zendesk } = scene.sandbox;
    for (const { key, phone } of people(scene, 10)) scene.text(phone, key);
    await scene.quiet(LONG);
    twilio.setFaults(faults);
    const tickets = scene.textTickets();
    for (const { id } of tickets) {
      for (const round of [1, 2]) {
        await scene.agent.updateTicket(id, { comment: { body: `${id} ${round}`, public: true } });
        await zendesk.webhooks.idle();
      }
    }
    const sends = () =>
      twilio.exchanges.filter(({ path, method }) => method === "POST" && path.includes("Messages"));
    await eventually(() => sends().length >= 20, PATIENT);
    twilio.setFaults(none);
    await scene.quiet(LONG);
    for (const { id } of tickets) {
      const sent = scene.sms().filter(({ body }) => body.startsWith(`${id} `));
      expect(sent.map(({ body }) => body)).toEqual([`${id} 1`, `${id} 2`]);
      expect(scene.notes(id)).toEqual([]);
    }
  });

  it("when Zendesk drops the note of a failure: one note", PATIENT, async ({ onTestFinished }) => {
    const scene = await openScene({}, onTestFinished);
    const ticket = await scene.begin();
    await scene.quiet();
    scene.sandbox.twilio.setFailure(scene.customer("maren-voss").phone, 30003);
    scene.sandbox.twilio.setFaults({ webhookLateMs: 1_000 });
    await scene.agent.updateTicket(ticket.id, { comment: { body: "It does.", public: true } });
    await eventually(() => scene.sms().length === 1);
    scene.sandbox.zendesk.setFaults({ dropAfterWork: 1 });
    await eventually(() => scene.notes(ticket.id).length > 0);
    scene.sandbox.zendesk.setFaults(none);
    await scene.quiet(LONG);
    expect(scene.notes(ticket.id)).toHaveLength(1);
  });
});
