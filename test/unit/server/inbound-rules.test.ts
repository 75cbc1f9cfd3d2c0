import { type InboundSituation, placeText } from "@sidethread/server/conversations/inbound-rules";
import { findKeyword } from "@sidethread/server/conversations/keywords";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("a text that is a keyword (product.md §2.1, rows 2 and 3)", () => {
  test.each([
    ["STOP", "stop"],
    ["stop", "stop"],
    ["  Stop \n", "stop"],
    ["StopAll", "stop"],
    ["UNSUBSCRIBE", "stop"],
    ["cancel", "stop"],
    ["END", "stop"],
    ["quit", "stop"],
    ["REVOKE", "stop"],
    ["optout", "stop"],
    ["ＳＴＯＰ", "stop"],
    ["START", "start"],
    ["unstop", "start"],
    ["Yes", "start"],
    ["cancel my order", null],
    ["please stop", null],
    ["We have got to STOP this bill", null],
    ["HELP", null],
    ["", null],
  ])("%j is %j", (text, keyword) => {
    expect(findKeyword(text)).toBe(keyword);
  });
});

const consenting: InboundSituation = {
  consent: "subscribed",
  asksForHelp: false,
  ticketsWithoutConsent: false,
  ticket: null,
};

describe("any other text (rows 5 to 7)", () => {
  test.each([
    [null, { kind: "new_ticket" }],
    ["deleted", { kind: "new_ticket" }],
    ["closed", { kind: "follow_up" }],
    ["new", { kind: "comment", reopen: false }],
    ["open", { kind: "comment", reopen: false }],
    ["pending", { kind: "comment", reopen: true }],
    ["hold", { kind: "comment", reopen: true }],
    ["solved", { kind: "comment", reopen: true }],
  ] as const)("to a %s ticket: %o", (ticket, placement) => {
    expect(placeText({ ...consenting, ticket })).toEqual(placement);
  });

  test.each(["unsubscribed", "never_subscribed", "unknown"] as const)(
    "from someone %s: kept in the thread",
    (consent) => {
      expect(placeText({ ...consenting, consent })).toEqual({ kind: "thread_only" });
      expect(placeText({ ...consenting, consent, asksForHelp: true })).toEqual({ kind: "new_ticket" });
      expect(placeText({ ...consenting, consent, ticketsWithoutConsent: true })).toEqual({
        kind: "new_ticket",
      });
    },
  );

  test("exactly one placement for any situation; a ticket only with consent, help or the admin's choice", () => {
    const situation = fc.record({
      consent: fc.constantFrom("subscribed", "unsubscribed", "never_subscribed", "unknown"),
      asksForHelp: fc.boolean(),
      ticketsWithoutConsent: fc.boolean(),
      ticket: fc.constantFrom(null, "new", "open", "pending", "hold", "solved", "closed", "deleted"),
    }) as fc.Arbitrary<InboundSituation>;
    fc.assert(
      fc.property(situation, (one) => {
        const mayOpen = one.consent === "subscribed" || one.asksForHelp || one.ticketsWithoutConsent;
        expect(placeText(one).kind === "thread_only").toBe(!mayOpen);
      }),
    );
  });
});
