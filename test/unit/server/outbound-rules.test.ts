import {
  type NotSentReason,
  type OutboundSituation,
  whyNotSent,
  whyUnreachable,
} from "@sidethread/shared/outbound-rules";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const MB = 1024 * 1024;
const picture = { contentType: "image/jpeg", bytes: MB };

const sendable: OutboundSituation = {
  connected: true,
  enabled: true,
  consent: "subscribed",
  agentIsCustomer: false,
  answerable: true,
  customerWroteFirst: true,
  windowOpen: true,
  text: "It does, from Monday.",
  pictures: [],
  takes: { most: 2, largest: 5 * MB, contentTypes: ["image/jpeg", "image/png"] },
};

/** Each check of product.md §2.2 with what makes it fail, in its order. */
const failing: [NotSentReason, string, Partial<OutboundSituation>][] = [
  ["not_connected", "without a carrier", { connected: false }],
  ["not_enabled", "through a carrier that takes none from us", { enabled: false }],
  ["opted_out", "after a stop word", { consent: "unsubscribed" }],
  ["no_consent", "to someone who never subscribed", { consent: "never_subscribed" }],
  ["no_consent", "to someone of whom we know nothing", { consent: "unknown" }],
  ["agent_is_customer", "by the customer as an agent", { agentIsCustomer: true }],
  ["not_answerable", "to a name or a short code", { answerable: false }],
  ["customer_never_wrote", "to someone who never texted", { customerWroteFirst: false }],
  ["window_closed", "on WhatsApp after a day", { windowOpen: false }],
  ["empty", "without a word", { text: "" }],
  ["empty", "of nothing but space", { text: " \n\u00a0" }],
  ["empty", "of nothing that can be seen", { text: "\u200b\u2060\ufeff\u00ad\u3164" }],
  ["too_long", "of 1,601 characters", { text: "x".repeat(1601) }],
  ["too_long", "of 100,000 characters", { text: "x".repeat(100_000) }],
  ["too_many_pictures", "with more pictures than it takes", { pictures: [picture, picture, picture] }],
  [
    "picture_type",
    "with a file of another kind",
    { pictures: [{ ...picture, contentType: "image/svg+xml" }] },
  ],
  [
    "picture_too_large",
    "with a picture too large",
    { pictures: [picture, { ...picture, bytes: 5 * MB + 1 }] },
  ],
];

describe("an agent's public reply (product.md §2.2)", () => {
  test.each(failing)("%s: %s", (reason, _, change) => {
    expect(whyNotSent({ ...sendable, ...change })).toBe(reason);
  });

  test.each<[string, Partial<OutboundSituation>]>([
    ["with consent", {}],
    ["of 1,600 characters", { text: "x".repeat(1600) }],
    ["of one emoji", { text: "👍🏽" }],
    ["from right to left", { text: "\u200fمرحبا" }],
    ["of pictures alone", { text: "", pictures: [picture, picture] }],
    ["with a picture of just the size", { pictures: [{ ...picture, bytes: 5 * MB }] }],
  ])("%s goes out", (_, change) => {
    expect(whyNotSent({ ...sendable, ...change })).toBeNull();
  });

  test("of several checks that fail, the first counts; none that fails is overlooked", () => {
    // Pictures make a text without words no empty one.
    const together = failing.filter(([reason]) => reason !== "empty");
    const some = fc.subarray(together, { minLength: 1 });
    fc.assert(
      fc.property(some, (chosen) => {
        // The last change of a field wins, so the first failing one is laid on last.
        const situation = Object.assign({}, sendable, ...chosen.map(([, , change]) => change).reverse());
        expect(whyNotSent(situation)).toBe(chosen[0]?.[0]);
      }),
    );
  });

  test("what makes a conversation unreachable is known without a reply", () => {
    for (const [reason, , change] of failing) {
      const ofReply = /agent|empty|long|picture/.test(reason);
      expect(whyUnreachable({ ...sendable, ...change })).toBe(ofReply ? null : reason);
    }
  });
});
