import type { TestText } from "@sidethread/shared/admin";
import { expect, test } from "vitest";
import { eventually } from "../kit/wait.ts";
import { noFaults } from "../sandbox/kit/faults.ts";
import { signIn } from "./kit/admin.ts";
import { openScene } from "./kit/scene.ts";

type Step = TestText["steps"][number]["step"];

async function openAdmin(options: Parameters<typeof openScene>[0] = {}) {
  const scene = await openScene(options);
  const fetchAdmin = await signIn(scene.system);
  const number = scene.sandbox.world.smsNumber;
  const start = async (phone: string, to: string | null = number) => {
    const answer = await fetchAdmin("POST", "/test-texts", { phone, number: to });
    expect(answer.status).toBe(201);
    const begun = (await answer.json()) as TestText;
    const read = async () => (await (await fetchAdmin("GET", `/test-texts/${begun.id}`)).json()) as TestText;
    return { begun, read, until: (step: Step, state: string) => until(read, step, state) };
  };
  return { scene, fetchAdmin, number, start };
}

const stepOf = ({ steps }: TestText, step: Step) => {
  const found = steps.find((one) => one.step === step);
  if (!found) throw new Error(`There is no step ${step}.`);
  return found;
};

const until = (read: () => Promise<TestText>, step: Step, state: string) =>
  eventually(
    async () => {
      const text = await read();
      if (stepOf(text, step).state !== state) throw new Error(JSON.stringify(text.steps));
      return text;
    },
    { timeout: 10_000 },
  );

const states = ({ steps }: TestText) => steps.map(({ step, state }) => `${step} ${state}`);

test("a text is followed from the phone to the ticket, and its answer back", {
  timeout: 30_000,
}, async () => {
  const { scene, fetchAdmin, start, number } = await openAdmin();
  const { phone } = scene.customer("maren-voss");
  await scene.begin("maren-voss", "An older text");
  const isTested = async () =>
    ((await (await fetchAdmin("GET", "/state")).json()) as { tested: boolean }).tested;
  expect(await isTested()).toBe(false);
  const { begun, until } = await start(phone);
  expect(states(begun)).toEqual([
    "received waiting",
    "consent waiting",
    "keyword waiting",
    "ticket waiting",
    "reply waiting",
    "delivery waiting",
  ]);
  expect(stepOf(begun, "received").detail).toBe(`Text any words from ${phone} to ${number}.`);

  scene.text(phone, "Is anybody there?");
  const placed = await until("ticket", "done");
  const ticket = await scene.ticketWith("Is anybody there?");
  expect(states(placed)).toEqual([
    "received done",
    "consent done",
    "keyword done",
    "ticket done",
    "reply waiting",
    "delivery waiting",
  ]);
  expect(stepOf(placed, "received").detail).toBe("“Is anybody there?”");
  expect(stepOf(placed, "ticket").detail).toBe(`Ticket #${ticket.id}.`);
  expect(stepOf(placed, "reply").detail).toContain(`#${ticket.id}`);
  expect(placed.ended).toBe(false);

  await scene.agent.updateTicket(ticket.id, { comment: { body: "We are.", public: true } });
  const ended = await until("delivery", "done");
  expect(ended.ended).toBe(true);
  expect(await isTested()).toBe(true);
  expect(stepOf(ended, "reply").detail).toBe(scene.agent.user.name);
});

test("where the phone is not subscribed it stops, and says how to go on", async () => {
  const { scene, start } = await openAdmin();
  const { phone } = scene.customer("jonas-albrecht");
  const { until } = await start(phone);
  scene.text(phone, "Does this work?");
  const stopped = await until("consent", "failed");
  expect(stopped.ended).toBe(true);
  expect(stepOf(stopped, "consent").detail).toContain("Subscribe it in Klaviyo");
  expect(states(stopped).slice(2)).toEqual([
    "keyword skipped",
    "ticket skipped",
    "reply skipped",
    "delivery skipped",
  ]);
});

test("without consent it goes on where an admin chose so", async () => {
  const { scene, start } = await openAdmin();
  await scene.choose({ ticketsWithoutConsent: true });
  const { phone } = scene.customer("jonas-albrecht");
  const { until } = await start(phone);
  scene.text(phone, "Does this work?");
  expect(stepOf(await until("ticket", "done"), "consent").state).toBe("skipped");
});

test.each([
  ["STOP", "opted out now"],
  ["START", "opens no ticket"],
  ["JOIN", "words to subscribe by"],
])("%s is said to be a keyword", async (word, says) => {
  const { scene, start } = await openAdmin();
  const { phone } = scene.customer("maren-voss");
  const { until } = await start(phone);
  scene.text(phone, word);
  const stopped = await until("keyword", "failed");
  expect(stepOf(stopped, "keyword").detail).toContain(says);
  expect(stepOf(stopped, "consent").state).toBe("skipped");
  expect(stopped.ended).toBe(true);
});

test("what Zendesk says meanwhile is told, and the text comes through once it is well again", async () => {
  const { scene, start } = await openAdmin();
  const { phone } = scene.customer("maren-voss");
  const { read, until } = await start(phone);
  scene.sandbox.zendesk.setFaults({ tooManyRequests: 1, retryAfterSeconds: 1 });
  scene.text(phone, "Hello?");
  const waiting = await eventually(
    async () => {
      const text = await read();
      return stepOf(text, "ticket").detail === null ? null : text;
    },
    { timeout: 10_000 },
  );
  expect(stepOf(waiting, "ticket")).toMatchObject({
    state: "waiting",
    detail: expect.stringMatching(
      /^It could not be put on a ticket yet, and is tried again by itself \(zendesk/,
    ),
  });
  scene.sandbox.zendesk.setFaults(noFaults());
  await until("ticket", "done");
});

test("with texts turned off, the ticket's step says so", async () => {
  const { scene, start } = await openAdmin();
  await scene.choose({ textTickets: false });
  const { phone } = scene.customer("maren-voss");
  const off = await start(phone);
  scene.text(phone, "One");
  expect(stepOf(await off.until("ticket", "failed"), "ticket").detail).toContain("texts open no tickets");
});

test("an answer that does not arrive says why", async () => {
  const { scene, start } = await openAdmin();
  const { phone } = scene.customer("maren-voss");
  const { until } = await start(phone);
  scene.text(phone, "Ring me");
  await until("ticket", "done");
  scene.sandbox.twilio.setFailure(phone, 30003);
  const ticket = await scene.ticketWith("Ring me");
  await scene.agent.updateTicket(ticket.id, { comment: { body: "Now?", public: true } });
  const stopped = await until("delivery", "failed");
  expect(stepOf(stopped, "delivery").detail).toContain("switched off");
  expect(stopped.ended).toBe(true);
});

test("a phone that is none, a number of somebody else, and an id of another making are refused", async () => {
  const { fetchAdmin, number } = await openAdmin();
  const started = (phone: string, to: string) => fetchAdmin("POST", "/test-texts", { phone, number: to });
  expect((await started("twelve", number)).status).toBe(422);
  expect((await started("+4915123456789", "+15550001111")).status).toBe(422);
  expect((await fetchAdmin("GET", "/test-texts/sandbox.AAAA.BBBB.CCCC")).status).toBe(404);
});

test("an admin of another account sees nothing of it", async () => {
  const { scene, start } = await openAdmin();
  const { begun } = await start(scene.customer("maren-voss").phone);
  const stranger = await signIn(scene.system, { subdomain: "hafenlicht" });
  expect((await stranger("GET", `/test-texts/${begun.id}`)).status).toBe(404);
});
