import {
  stepsOf,
  TEXT_WITHIN_MS,
  type TestTextFacts,
  WATCHED_MS,
} from "@sidethread/server/conversations/test-text/test-text-steps";
import { describe, expect, test } from "vitest";

const STARTED = new Date("2026-03-01T10:00:00Z");
const later = (ms: number) => new Date(STARTED.getTime() + ms);

type Text = NonNullable<TestTextFacts["text"]>;

const message = (change: Partial<Text>): Text => ({
  sequence: 1,
  id: "m",
  accountId: "a",
  conversationId: "c",
  direction: "inbound",
  origin: "customer",
  title: null,
  text: "Hello",
  segments: 1,
  pictures: [],
  at: later(5_000),
  state: "received",
  reason: null,
  author: null,
  carrierId: null,
  ticketId: null,
  commentId: null,
  placedAt: null,
  attributedTo: null,
  ...change,
});

const facts = (change: Partial<TestTextFacts>): TestTextFacts => ({
  watched: { phone: "+4915123456789", number: "+4917604069099", startedAt: STARTED },
  now: later(10_000),
  settings: { textTickets: true, ticketsWithoutConsent: false },
  zendeskConnected: true,
  text: null,
  keyword: null,
  consent: "unknown",
  placement: null,
  reply: null,
  ...change,
});

const placement = (change: Partial<NonNullable<TestTextFacts["placement"]>>) => ({
  payload: {},
  state: "done" as const,
  attempts: 1,
  error: null,
  ...change,
});

const onTicket = {
  text: message({ ticketId: "12", placedAt: later(6_000) }),
  consent: "subscribed" as const,
  placement: placement({}),
};

const step = (known: TestTextFacts, name: string) => stepsOf(known).steps.find((one) => one.step === name);

describe("time", () => {
  test("a text is waited for ten minutes", () => {
    expect(stepsOf(facts({ now: later(TEXT_WITHIN_MS) })).ended).toBe(false);
    const over = facts({ now: later(TEXT_WITHIN_MS + 1) });
    expect(step(over, "received")).toMatchObject({
      state: "failed",
      detail: expect.stringContaining("No text from +4915123456789"),
    });
    expect(stepsOf(over).ended).toBe(true);
  });

  test("an answer is waited for an hour", () => {
    expect(stepsOf(facts({ ...onTicket, now: later(WATCHED_MS) })).ended).toBe(false);
    const over = facts({ ...onTicket, now: later(WATCHED_MS + 1) });
    expect(step(over, "reply")?.state).toBe("failed");
    expect(step(over, "delivery")?.state).toBe("skipped");
    expect(stepsOf(over).ended).toBe(true);
  });

  test("a carrier that never confirms an answer has done its part", () => {
    const reply = message({ direction: "outbound", origin: "agent", state: "sent" });
    expect(step(facts({ ...onTicket, reply }), "delivery")?.state).toBe("waiting");
    const over = facts({ ...onTicket, reply, now: later(WATCHED_MS + 1) });
    expect(step(over, "delivery")?.state).toBe("done");
    expect(stepsOf(over).ended).toBe(true);
  });
});

describe("the ticket", () => {
  const text = message({});

  test("that Zendesk refused for good says what it said, and where to mend it", () => {
    const refused = placement({ state: "dead", error: "VendorError: Brand: is invalid" });
    expect(step(facts({ text, consent: "subscribed", placement: refused }), "ticket")).toMatchObject({
      state: "failed",
      detail:
        "It could not be put on a ticket (Brand: is invalid). Mend that, and have it tried again under Health.",
    });
  });

  test("is not blamed on consent where Zendesk is not connected", () => {
    const known = facts({ text, placement: placement({}), zendeskConnected: false });
    expect(step(known, "consent")?.state).toBe("skipped");
    expect(step(known, "ticket")?.detail).toContain("Connect it under Connections");
  });
});

test("a stop word is said even where it was the carrier that took it for one", () => {
  const known = facts({ text: message({ text: "arrêt" }) });
  expect(step(known, "keyword")).toMatchObject({
    state: "failed",
    detail: expect.stringContaining("The carrier took it for a keyword"),
  });
});

test("once on a ticket, a later opt-out does not take the step back", () => {
  expect(step(facts({ ...onTicket, consent: "unsubscribed" }), "consent")?.state).toBe("done");
});
