import { type OutboundSituation, whyNotSent } from "@sidethread/server/conversations/outbound-rules";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const sendable: OutboundSituation = {
  text: "It does, from Monday.",
  consent: "subscribed",
  agentIsCustomer: false,
  answerable: true,
};

describe("an agent's public reply (product.md §2.2)", () => {
  test.each([
    ["with consent", {}, null],
    ["after a stop word", { consent: "unsubscribed" }, "opted_out"],
    ["to someone who never subscribed", { consent: "never_subscribed" }, "no_consent"],
    ["to someone of whom we know nothing", { consent: "unknown" }, "no_consent"],
    ["by the customer as an agent", { agentIsCustomer: true }, "agent_is_customer"],
    ["to a name or a short code", { answerable: false }, "not_answerable"],
    ["of nothing but space", { text: " \n" }, "empty"],
    ["of 1,600 characters", { text: "x".repeat(1600) }, null],
    ["of 1,601 characters", { text: "x".repeat(1601) }, "too_long"],
  ] as const)("%s: %s", (_, change, reason) => {
    expect(whyNotSent({ ...sendable, ...change })).toBe(reason);
  });

  test("never goes to anyone who is not subscribed, whatever else holds", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom("unsubscribed", "never_subscribed", "unknown"),
        fc.boolean(),
        fc.boolean(),
        (text, consent, agentIsCustomer, answerable) => {
          const situation = { text, consent, agentIsCustomer, answerable } as OutboundSituation;
          expect(whyNotSent(situation)).not.toBeNull();
        },
      ),
    );
  });
});
