import {
  reasonFromTwilio,
  stateFromTwilio,
  statesBefore,
} from "@sidethread/server/conversations/outbound/delivery-state";
import { messageState } from "@sidethread/shared/sidebar";
import fc from "fast-check";
import { expect, test } from "vitest";

test.each([
  ["queued", "queued"],
  ["sending", "queued"],
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["undelivered", "failed"],
  ["failed", "failed"],
  ["something new", null],
])("Twilio's %s is %s", (word, state) => {
  expect(stateFromTwilio(word)).toBe(state);
});

test.each([
  ["21610", "opted_out"],
  ["30003", "unreachable"],
  ["30005", "unknown_number"],
  ["30006", "landline"],
  ["30007", "blocked"],
  ["63016", "window_closed"],
  ["63003", "unknown_number"],
  ["12300", "picture_type"],
  ["11751", "picture_too_large"],
  ["21623", "too_many_pictures"],
  ["99999", "carrier_error"],
  [null, "carrier_error"],
])("error %s is told as %s", (code, reason) => {
  expect(reasonFromTwilio(code)).toBe(reason);
});

test("callbacks in any order, repeated, end where the furthest of them is, and never leave a final state", () => {
  const states = fc.array(fc.constantFrom("queued", "sent", "delivered" as const), { minLength: 1 });
  fc.assert(
    fc.property(states, (arriving) => {
      const rank = ["queued", "sent", "delivered"];
      const end = arriving.reduce<(typeof arriving)[number]>(
        (from, to) => (statesBefore(to).includes(from) ? to : from),
        "queued",
      );
      expect(rank.indexOf(end)).toBe(Math.max(...arriving.map((state) => rank.indexOf(state))));
    }),
  );
  for (const final of ["delivered", "failed", "not_sent", "received"] as const) {
    for (const to of messageState.options) expect(statesBefore(to)).not.toContain(final);
  }
});
