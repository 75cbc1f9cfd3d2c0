import {
  type ConsentStatement,
  channelConsent,
  layOver,
  replaces,
} from "@sidethread/server/profiles/consent";
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

  const statements = fc.array(
    fc.record<ConsentStatement>({
      channel: fc.constantFrom("sms", "whatsapp"),
      kind: fc.constantFrom("marketing", "transactional"),
      state: fc.constantFrom("subscribed", "unsubscribed", "never_subscribed"),
      source: fc.constantFrom("klaviyo", "keyword", "carrier"),
      since: fc.integer({ min: 1, max: 4 }).map((day) => new Date(Date.UTC(2026, 10, day))),
    }),
    { minLength: 1, maxLength: 10 },
  );
  const heardInTurn = (all: ConsentStatement[]) =>
    all
      .reduce<ConsentStatement[]>((known, next) => layOver(known, [next]), [])
      .toSorted((one, other) => `${one.channel} ${one.kind}`.localeCompare(`${other.channel} ${other.kind}`));

  test("the order in which statements arrive does not matter", () => {
    const twoOrders = statements.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(twoOrders, ([one, other]) => {
        expect(heardInTurn(one)).toEqual(heardInTurn(other));
      }),
    );
  });

  test("nobody is subscribed once they said stop, unless they said start later; nor unasked", () => {
    fc.assert(
      fc.property(statements, (all) => {
        for (const known of heardInTurn(all)) {
          const about = all.filter(({ channel, kind }) => channel === known.channel && kind === known.kind);
          const newest = (state: string) =>
            Math.max(0, ...about.filter((one) => one.state === state).map(({ since }) => since.getTime()));
          const subscribed = newest("subscribed") > newest("unsubscribed");
          expect(known.state === "subscribed").toBe(subscribed);
        }
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
