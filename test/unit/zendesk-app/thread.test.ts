import type { Message, Reply, Sidebar } from "@sidethread/shared/sidebar";
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
  channel: "sms",
  direction: "outbound",
  origin: "agent",
  title: null,
  text: "On its way",
  at: "2026-11-21T11:00:00Z",
  state: "sent",
  reason: null,
  author: "Ana Ruiz",
  pictures: [],
  answers: null,
  clicks: null,
  ...values,
});

const possible = (values: Partial<Extract<Reply, { possible: true }>>): Reply => ({
  possible: true,
  channel: "sms",
  from: "+498001234567",
  to: "+4915123456789",
  until: null,
  customerEmails: ["maren@example.com"],
  pictures: { most: 10, largest: 5_000_000, contentTypes: ["image/jpeg", "image/png", "image/gif"] },
  ...values,
});

describe("replies on their way", () => {
  test("a reply is pending until the thread shows it", () => {
    const pending = [pendingReply("On its way", "sms", [], NOW)];
    expect(stillPending(pending, [])).toEqual(pending);
    expect(stillPending(pending, [message({ id: "2" })])).toEqual([]);
  });

  test("white space does not tell two texts apart", () => {
    const pending = [pendingReply("On  its\nway", "sms", [], NOW)];
    expect(stillPending(pending, [message({ text: "On its way " })])).toEqual([]);
  });

  test("the same words, sent before, are another message", () => {
    const earlier = message({ id: "1" });
    const pending = [pendingReply("On its way", "sms", [earlier], NOW)];
    expect(stillPending(pending, [earlier])).toEqual(pending);
  });

  test("the customer's same words are not it", () => {
    const pending = [pendingReply("On its way", "sms", [], NOW)];
    expect(stillPending(pending, [message({ direction: "inbound" })])).toEqual(pending);
  });

  test("one message stands for one of two equal replies", () => {
    const pending = [pendingReply("Yes", "sms", [], NOW), pendingReply("Yes", "sms", [], new Date(+NOW + 1))];
    expect(stillPending(pending, [message({ id: "2", text: "Yes" })])).toEqual([pending[1]]);
  });
});

describe("the thread", () => {
  test("falls into the reader's days, with the pending replies at its end", () => {
    const late = message({ id: "1", at: "2026-11-20T23:30:00Z" });
    const noon = message({ id: "2", at: "2026-11-21T11:00:00Z" });
    const pending = [pendingReply("Yes", "sms", [], NOW)];
    const ids = (timeZone: string) =>
      threadDays([late, noon], pending, timeZone).map((day) => day.messages.map(({ id }) => id));
    expect(ids("UTC")).toEqual([["1"], ["2", pending[0]?.id]]);
    expect(ids("Europe/Berlin")).toEqual([["1", "2", pending[0]?.id]]);
  });

  test("knows who speaks", () => {
    expect(voiceOf(message({ direction: "inbound", origin: "customer" }))).toBe("customer");
    expect(voiceOf(message({}))).toBe("agent");
    for (const origin of ["campaign", "flow", "automatic", "inbox"] as const) {
      expect(voiceOf(message({ origin })), origin).toBe("aside");
    }
    const [day] = threadDays([], [pendingReply("Yes", "sms", [], NOW)], "UTC");
    expect(voiceOf(day!.messages[0]!)).toBe("agent");
  });

  test("has words for the reasons it knows, and a neutral sentence for others", () => {
    expect(reasonId("opted_out")).toBe("reason.opted_out");
    expect(reasonId("picture_type")).toBe("reason.picture_type");
    expect(reasonId("weird_99")).toBe("reason.other");
    expect(reasonId(null)).toBe("reason.other");
  });
});

describe("why a reply could not be delivered", () => {
  const ticket = (status: "open" | "closed") =>
    ({ status: "ready", data: { status } }) as Sidebar["ticket"] & { status: "ready" };
  const blockOf = (reply: Reply, parts: { messages?: Message[]; ticket?: Sidebar["ticket"] } = {}) =>
    replyBlock(
      { thread: { messages: parts.messages ?? [], reply }, ticket: parts.ticket ?? ticket("open") },
      "ana@example.com",
      NOW.getTime(),
    );

  test("nothing stands in its way", () => {
    expect(blockOf(possible({}))).toBeNull();
    expect(blockOf(possible({}), { ticket: { status: "waiting" } })).toBeNull();
  });

  test("what the backend says comes first", () => {
    const reply = { possible: false, reason: "opted_out", since: "2026-11-03T09:00:00Z" } as const;
    expect(blockOf(reply, { ticket: ticket("closed") })).toEqual({
      reason: "opted_out",
      since: "2026-11-03T09:00:00Z",
    });
  });

  test("texts on another ticket are not the same as no texts at all", () => {
    const reply = { possible: false, reason: "no_conversation", since: null } as const;
    expect(blockOf(reply)?.reason).toBe("no_conversation");
    expect(blockOf(reply, { messages: [message({})] })?.reason).toBe("on_other_ticket");
  });

  test("a closed ticket takes no comment", () => {
    expect(blockOf(possible({}), { ticket: ticket("closed") })?.reason).toBe("closed");
  });

  test("agents do not text themselves, under none of their addresses", () => {
    const reply = possible({ customerEmails: ["maren@example.com", "Ana@Example.com"] });
    expect(blockOf(reply)?.reason).toBe("agent_is_customer");
  });

  test("the window closes while the page stands, to the second", () => {
    expect(blockOf(possible({ until: "2026-11-21T12:00:01Z" }))).toBeNull();
    const until = "2026-11-21T12:00:00Z";
    expect(blockOf(possible({ until }))).toEqual({ reason: "window_closed", since: until });
  });
});

describe("the sidebar is settled", () => {
  const ready = { status: "ready", asOf: NOW.toISOString(), stale: false } as const;
  const settled = {
    customer: { ...ready, data: {} },
    value: { ...ready, data: null },
    orders: { ...ready, data: { total: 0, recent: [] } },
    thread: { messages: [], reply: possible({}) },
    ticket: { ...ready, data: {} },
  } as unknown as Sidebar;

  test("when all is there, fresh, and no text is on its way", () => {
    expect(isSettled(settled)).toBe(true);
    expect(isSettled({ ...settled, customer: { status: "waiting" } })).toBe(false);
    expect(isSettled({ ...settled, value: { ...ready, stale: true, data: null } })).toBe(false);
    expect(isSettled({ ...settled, value: { status: "not_connected", vendor: "klaviyo" } })).toBe(true);
    const thread = { ...settled.thread, messages: [message({ state: "queued" })] };
    expect(isSettled({ ...settled, thread })).toBe(false);
  });
});
