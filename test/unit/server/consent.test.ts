import { type ConsentStatement, channelConsent, replaces } from "@sidethread/server/profiles/consent";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const early = new Date("2026-11-01T10:00:00Z");
const late = new Date("2026-11-03T10:00:00Z");

const said = (state: ConsentStatement["state"], since: Date, kind: ConsentStatement["kind"] = "marketing") =>
  ({ channel: "sms", kind, state, since, source: "keyword" }) satisfies ConsentStatement;

describe("which statement counts", () => {
  test.each([
    ["a first one", said("never_subscribed", early), undefined, true],
    ["a stop after a start", said("unsubscribed", late), said("subscribed", early), true],
    ["a start after a stop", said("subscribed", late), said("unsubscribed", early), true],
    ["an older start", said("subscribed", early), said("unsubscribed", late), false],
    ["an older stop", said("unsubscribed", early), said("subscribed", late), false],
    ["a stop at the same moment", said("unsubscribed", late), said("subscribed", late), true],
    ["a start at the same moment", said("subscribed", late), said("unsubscribed", late), false],
    [
      "never subscribed, over a person's word",
      said("never_subscribed", late),
      said("unsubscribed", early),
      false,
    ],
    [
      "a person's word over never subscribed",
      said("subscribed", early),
      said("never_subscribed", late),
      true,
    ],
  ])("%s", (_, next, current, expected) => {
    expect(replaces(next, current)).toBe(expected);
  });

  test("the order in which statements arrive does not matter", () => {
    const statement = fc.record({
      channel: fc.constant("sms" as const),
      kind: fc.constant("marketing" as const),
      state: fc.constantFrom("subscribed", "unsubscribed", "never_subscribed"),
      source: fc.constant("keyword" as const),
      since: fc.integer({ min: 0, max: 5 }).map((day) => new Date(Date.UTC(2026, 10, 1 + day))),
    }) as fc.Arbitrary<ConsentStatement>;
    const lastWord = (all: ConsentStatement[]) =>
      all.reduce<ConsentStatement | undefined>(
        (held, next) => (replaces(next, held) ? next : held),
        undefined,
      );
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 8 }), (all) => {
        expect(lastWord([...all].reverse())?.state).toBe(lastWord(all)?.state);
      }),
    );
  });
});

describe("a channel's consent", () => {
  test("is unknown when nobody said anything", () => {
    expect(channelConsent([], "sms")).toEqual({ state: "unknown", since: null, source: null });
  });

  test("holds while either kind is subscribed", () => {
    const statements = [said("unsubscribed", late), said("subscribed", early, "transactional")];
    expect(channelConsent(statements, "sms").state).toBe("subscribed");
  });

  test("is withdrawn when both are", () => {
    const statements = [said("unsubscribed", early), said("unsubscribed", late, "transactional")];
    expect(channelConsent(statements, "sms")).toMatchObject({ state: "unsubscribed", since: late });
  });

  test("of one channel says nothing of another", () => {
    expect(channelConsent([said("subscribed", early)], "whatsapp").state).toBe("unknown");
  });
});
