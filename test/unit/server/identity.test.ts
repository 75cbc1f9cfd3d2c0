import { toE164, toIdentities } from "@sidethread/server/profiles/identity";
import { expect, test } from "vitest";

test.each([
  ["+49 1512 3456789", "+4915123456789"],
  ["+1 (202) 555-0142", "+12025550142"],
  ["1-800-FLOWERS", null],
  ["32665", null],
  ["Nordwind", null],
  ["", null],
  [null, null],
])("%j is %j in E.164", (phone, expected) => {
  expect(toE164(phone)).toBe(expected);
});

test("ids are brought to one spelling, and what is none is left out", () => {
  expect(
    toIdentities({
      email: " Maren.Voss@Example.com ",
      phone: "+49 1512 3456789",
      zendesk: "7",
      klaviyo: null,
    }),
  ).toEqual([
    { kind: "email", value: "maren.voss@example.com" },
    { kind: "phone", value: "+4915123456789" },
    { kind: "zendesk", value: "7" },
  ]);
});
