import type { Message, Sidebar } from "@sidethread/shared/sidebar";
import { describe, expect, test } from "vitest";
import { isSettled } from "../../../zendesk-app/src/sidebar/settled.ts";
import { threadDays } from "../../../zendesk-app/src/sidebar/thread/entries.ts";
import { pendingReply, stillPending } from "../../../zendesk-app/src/sidebar/thread/pending-reply.ts";
import { reasonId } from "../../../zendesk-app/src/sidebar/thread/reason-id.ts";
import { replyBlock } from "../../../zendesk-app/src/sidebar/thread/reply-block.ts";
import { voiceOf } from "../../../zendesk-app/src/sidebar/thread/voice.ts";

const NOW = new Date("2026-11-21T12:00:00Z");

const message = (values: Partial<Message>): Message => ({
  id: "1",
  direction: "outbound",
  text: "On its way",
  at: "2026-11-21T11:00:00Z",
  state: "sent",
  reason: null,
  author: "Ana Ruiz",
  pictures: [],
  ...values,
});

describe("replies on their way", () => {
  test("a reply is pending until the thread shows it", () => {
    const pending = [pendingReply("On its way", [], NOW)];
    expect(stillPending(pending, [])).toEqual(pending);
    expect(stillPending(pending, [message({ id: "2" })])).toEqual([]);
  });

  test("white space does not tell two texts apart", () => {
    const pending = [pendingReply("On  its\nway", [], NOW)];
    expect(stillPending(pending, [message({ text: "On its way " })])).toEqual([]);
  });

  test("the same words, sent before, are another message", () => {
    const earlier = message({ id: "1" });
    const pending = [pendingReply("On its way", [earlier], NOW)];
    expect(stillPending(pending, [earlier])).toEqual(pending);
  });

  test("the customer's same words are not it", () => {
    const pending = [pendingReply("On its way", [], NOW)];
    expect(stillPending(pending, [message({ direction: "inbound" })])).toEqual(pending);
  });

  test("one message stands for one of two equal replies", () => {
    const pending = [pendingReply("Yes", [], NOW), pendingReply("Yes", [], new Date(+NOW + 1))];
    expect(stillPending(pending, [message({ id: "2", text: "Yes" })])).toEqual([pending[1]]);
  });
});

describe("the thread", () => {
  test("falls into the reader's days, with the pending replies at its end", () => {
    const late = message({ id: "1", at: "2026-11-20T23:30:00Z" });
    const noon = message({ id: "2", at: "2026-11-21T11:00:00Z" });
    const pending = [pendingReply("Yes", [], NOW)];
    const ids = (timeZone: string) =>
      threadDays([late, noon], pending, timeZone).map((day) => day.messages.map(({ id }) => id));
    expect(ids("UTC")).toEqual([["1"], ["2", pending[0]?.id]]);
    expect(ids("Europe/Berlin")).toEqual([["1", "2", pending[0]?.id]]);
  });

  test("knows who speaks", () => {
    expect(voiceOf(message({ direction: "inbound", author: null }))).toBe("customer");
    expect(voiceOf(message({}))).toBe("agent");
    expect(voiceOf(message({ author: null }))).toBe("automatic");
    const [day] = threadDays([], [pendingReply("Yes", [], NOW)], "UTC");
    expect(voiceOf(day!.messages[0]!)).toBe("agent");
  });

  test("has words for the reasons it knows, and a neutral sentence for others", () => {
    expect(reasonId("opted_out")).toBe("reason.opted_out");
    expect(reasonId("weird_99")).toBe("reason.other");
    expect(reasonId(null)).toBe("reason.other");
  });
});

describe("why a reply could not be delivered", () => {
  const sidebar = {
    customer: { status: "waiting" },
    value: { status: "waiting" },
    orders: { status: "waiting" },
    ticket: { status: "waiting" },
    thread: { messages: [], reply: { possible: true, from: "+498001234567", to: "+4915123456789" } },
  } satisfies Sidebar;
  const ready = <Data>(data: Data) =>
    ({ status: "ready", asOf: NOW.toISOString(), stale: false, data }) as const;
  const customer = ready({
    id: "1",
    name: "Maren Voss",
    email: "maren@example.com",
    phone: null,
    city: null,
    country: null,
    locale: null,
    timeZone: null,
    consent: {
      sms: { state: "subscribed", since: null, source: null },
      email: { state: "unknown", since: null, source: null },
      whatsapp: { state: "unknown", since: null, source: null },
    },
    segments: [],
    links: { klaviyo: null, shopify: null },
  } as const);
  const ticket = (status: "open" | "closed") =>
    ready({
      id: "7",
      status,
      channel: null,
      assignee: null,
      createdAt: NOW.toISOString(),
      tags: [],
      ticketsOfCustomer: 1,
      openTicketsOfCustomer: 1,
    });
  const of = (parts: object) => ({ ...sidebar, ...parts }) as Sidebar;

  test("nothing stands in its way", () => {
    expect(replyBlock(of({ customer, ticket: ticket("open") }), "ana@example.com")).toBeNull();
    expect(replyBlock(sidebar, null)).toBeNull();
  });

  test("what the backend says comes first", () => {
    const reply = { possible: false, reason: "opted_out", since: "2026-11-03T09:00:00Z" };
    const thread = { messages: [], reply };
    expect(replyBlock(of({ thread, ticket: ticket("closed") }), null)).toEqual({
      reason: "opted_out",
      since: "2026-11-03T09:00:00Z",
    });
  });

  test("a closed ticket takes no comment", () => {
    expect(replyBlock(of({ ticket: ticket("closed") }), null)?.reason).toBe("closed");
  });

  test("agents do not text themselves", () => {
    expect(replyBlock(of({ customer }), "Maren@Example.com")?.reason).toBe("agent_is_customer");
  });

  test("the sidebar is settled when all is there, fresh, and no text is on its way", () => {
    const settled = {
      customer,
      value: ready(null),
      orders: ready({ total: 0, recent: [] }),
      ticket: ticket("open"),
    };
    expect(isSettled(sidebar)).toBe(false);
    expect(isSettled(of(settled))).toBe(true);
    expect(isSettled(of({ ...settled, value: { ...ready(null), stale: true } }))).toBe(false);
    expect(isSettled(of({ ...settled, value: { status: "not_connected", vendor: "klaviyo" } }))).toBe(true);
    const thread = { ...sidebar.thread, messages: [message({ state: "queued" })] };
    expect(isSettled(of({ ...settled, thread }))).toBe(false);
  });
});
