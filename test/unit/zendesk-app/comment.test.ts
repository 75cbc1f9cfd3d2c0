import type { Reply } from "@sidethread/shared/sidebar";
import { describe, expect, test } from "vitest";
import { htmlToText } from "../../../zendesk-app/src/format/html-to-text.ts";
import { isReply, whyStopped } from "../../../zendesk-app/src/sidebar/save/why-stopped.ts";
import { type Comment, commentOf } from "../../../zendesk-app/src/zaf/comment.ts";

describe("an editor's HTML as text", () => {
  test.each([
    ["", ""],
    ["<p>It does, from Monday.</p>", "It does, from Monday."],
    ["<p>One</p><p>Two<br>Three</p>", "One\nTwo\nThree"],
    ["<p>One</p>\n  <p>Two</p>", "One\nTwo"],
    ["<ul><li>M</li><li>L</li></ul>", "M\nL"],
    ["<b>Blue</b> &amp; <i>green</i>", "Blue & green"],
    ["3 &lt; 5 &quot;a&quot; &#39;b&#x27;&nbsp;&hearts;", "3 < 5 \"a\" 'b' &hearts;"],
    ["&#9999999999;", "&#9999999999;"],
    ["&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"],
  ])("%s", (html, text) => {
    expect(htmlToText(html)).toEqual({ text, pictures: 0 });
  });

  test("counts the pictures between the words", () => {
    expect(htmlToText('<p>Like this: <img src="a"></p><IMG src="b">')).toEqual({
      text: "Like this:",
      pictures: 2,
    });
  });
});

describe("the comment in the composer", () => {
  test("is plain or rich, public or not", () => {
    expect(commentOf({ type: "publicReply", text: "a < b", useRichText: false })).toEqual({
      isPublic: true,
      text: "a < b",
      files: [],
    });
    expect(commentOf({ type: "internalNote", text: "<p>a &lt; b</p>", useRichText: true })).toEqual({
      isPublic: false,
      text: "a < b",
      files: [],
    });
    expect(commentOf({ type: "publicReply", text: null, attachments: null }).text).toBe("");
  });

  test("has its files, and the pictures between its words; none is taken for a forbidden one", () => {
    const attachments = [{ contentType: "image/jpeg" }, {}];
    const comment = { text: "<p><img src=x></p>", useRichText: true, attachments };
    expect(commentOf(comment).files).toEqual(["image/jpeg", "image/png", "image/png"]);
  });
});

describe("a save is stopped", () => {
  const NOW = Date.parse("2026-11-21T12:00:00Z");
  const possible: Extract<Reply, { possible: true }> = {
    possible: true,
    channel: "sms",
    from: null,
    to: "+4915123456789",
    until: null,
    customerEmails: ["maren@example.com"],
    pictures: { most: 1, largest: 5_000_000, contentTypes: ["image/jpeg", "image/png"] },
  };
  const impossible = (reason: Extract<Reply, { possible: false }>["reason"], since: string | null = null) =>
    ({ possible: false, reason, since }) as const;
  const comment: Comment = { isPublic: true, text: "It does, from Monday.", files: [] };
  const stop = (reply: Reply, values: Partial<Comment> = {}, agent = "ana@example.com") =>
    whyStopped(reply, { ...comment, ...values }, agent, NOW);

  test.each([
    ["an internal note", { isPublic: false }, false],
    ["a save without a comment", { text: " \n" }, false],
    ["words", {}, true],
    ["pictures alone", { text: "", files: ["image/png"] }, true],
  ] as [string, Partial<Comment>, boolean][])("looks at replies alone: %s", (_, values, expected) => {
    expect(isReply({ ...comment, ...values })).toBe(expected);
  });

  test.each([
    ["what can be delivered", possible, {}],
    ["a ticket without a conversation", impossible("no_conversation"), {}],
    ["pictures alone", possible, { text: "", files: ["image/png"] }],
    ["an open window", { ...possible, until: "2026-11-21T12:00:01Z" }, {}],
  ] as [string, Reply, Partial<Comment>][])("never: %s", (_, reply, values) => {
    expect(stop(reply, values)).toBeNull();
  });

  test.each([
    "opted_out",
    "no_consent",
    "not_connected",
    "not_answerable",
    "customer_never_wrote",
    "window_closed",
    "not_enabled",
  ] as const)("when the backend says %s", (reason) => {
    const since = "2026-11-03T09:00:00Z";
    expect(stop(impossible(reason, since))).toEqual({ reason, since });
  });

  test.each([
    ["too_long", { text: "a".repeat(1_601) }],
    ["empty", { text: "\u200b" }],
    ["too_many_pictures", { files: ["image/png", "image/png"] }],
    ["picture_type", { files: ["application/pdf"] }],
  ] as [string, Partial<Comment>][])("when the comment is %s", (reason, values) => {
    expect(stop(possible, values)).toEqual({ reason, since: null });
  });

  test("when the agent is the customer", () => {
    expect(stop(possible, {}, "Maren@Example.com")?.reason).toBe("agent_is_customer");
  });

  test("when the window closed a moment ago", () => {
    const until = "2026-11-21T12:00:00Z";
    expect(stop({ ...possible, until })).toEqual({ reason: "window_closed", since: until });
  });
});
