import {
  type InboundOutcome,
  type InboundSituation,
  judgeText,
  placeOn,
} from "@sidethread/server/conversations/inbound/inbound-rules";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const plain: InboundSituation = {
  seenBefore: false,
  keyword: null,
  subscribed: true,
  consent: "subscribed",
  ticketsWithoutConsent: false,
};

describe("what a text becomes (product.md §2.1)", () => {
  test.each<[number, string, Partial<InboundSituation>, InboundOutcome]>([
    [1, "a message id seen before", { seenBefore: true }, "nothing"],
    [1, "a stop word seen before", { seenBefore: true, keyword: "stop" }, "nothing"],
    [2, "a stop word", { keyword: "stop" }, "consent_withdrawn"],
    [2, "a stop word without consent", { keyword: "stop", consent: null }, "consent_withdrawn"],
    [3, "a start word", { keyword: "start" }, "consent_given"],
    [3, "a subscribe keyword", { keyword: "subscribe" }, "consent_given"],
    [3, "yes, from somebody who has not agreed", { keyword: "agree", subscribed: false }, "consent_given"],
    [7, "yes, from somebody who has agreed: an answer", { keyword: "agree" }, "ticket"],
    [4, "a keyword that triggers an automation", { keyword: "automation" }, "automation"],
    [5, "help", { keyword: "help" }, "ticket"],
    [5, "help, without consent", { keyword: "help", consent: "unsubscribed" }, "ticket"],
    [5, "help, before consent is read", { keyword: "help", consent: null }, "ticket"],
    [6, "anything, before consent is read", { consent: null }, "depends_on_consent"],
    [6, "anything, after a stop", { consent: "unsubscribed" }, "thread_only"],
    [6, "anything, without consent", { consent: "never_subscribed" }, "thread_only"],
    [6, "anything, from somebody unknown", { consent: "unknown" }, "thread_only"],
    [
      7,
      "the same, where an admin chose tickets",
      { consent: "unknown", ticketsWithoutConsent: true },
      "ticket",
    ],
    [7, "anything else", {}, "ticket"],
  ])("row %i: %s", (row, _, change, becomes) => {
    expect(judgeText({ ...plain, ...change })).toEqual({ row, becomes });
  });

  const situations = fc.record<InboundSituation>({
    seenBefore: fc.boolean(),
    keyword: fc.constantFrom(null, "stop", "start", "subscribe", "automation", "help", "agree"),
    subscribed: fc.boolean(),
    consent: fc.constantFrom(null, "subscribed", "unsubscribed", "never_subscribed", "unknown"),
    ticketsWithoutConsent: fc.boolean(),
  });

  test("exactly one row fires for any situation: the rows as the product has them exclude each other", () => {
    const rows: Record<number, (said: InboundSituation) => boolean> = {
      1: (said) => said.seenBefore,
      2: (said) => said.keyword === "stop",
      3: (said) =>
        said.keyword === "start" ||
        said.keyword === "subscribe" ||
        (said.keyword === "agree" && !said.subscribed),
      4: (said) => said.keyword === "automation",
      5: (said) => said.keyword === "help",
      6: (said) => said.consent !== "subscribed" && !said.ticketsWithoutConsent,
      7: () => true,
    };
    fc.assert(
      fc.property(situations, (said) => {
        const fits = Object.keys(rows).filter((row) => rows[Number(row)]?.(said));
        expect(judgeText(said).row).toBe(Number(fits[0]));
      }),
    );
  });

  test("reading consent late decides nothing but rows 6 and 7", () => {
    fc.assert(
      fc.property(situations, (said) => {
        const early = judgeText({ ...said, consent: null });
        if (early.becomes !== "depends_on_consent") expect(judgeText(said)).toEqual(early);
        else if (said.consent !== null) expect(["thread_only", "ticket"]).toContain(judgeText(said).becomes);
      }),
    );
  });
});

describe("where a text goes on Zendesk", () => {
  test.each([
    [null, { kind: "new_ticket" }],
    ["deleted", { kind: "new_ticket" }],
    ["closed", { kind: "follow_up" }],
    ["new", { kind: "comment", reopen: false }],
    ["open", { kind: "comment", reopen: false }],
    ["pending", { kind: "comment", reopen: true }],
    ["hold", { kind: "comment", reopen: true }],
    ["solved", { kind: "comment", reopen: true }],
  ] as const)("its ticket is %s: %o", (ticket, placement) => {
    expect(placeOn(ticket)).toEqual(placement);
  });
});
