import { isAnswerable, readAddress, spell } from "@sidethread/server/profiles/address";
import fc from "fast-check";
import { expect, test } from "vitest";

test.each([
  ["+4915123456789", { kind: "e164", number: "+4915123456789" }],
  ["+1 (202) 555-0142", { kind: "e164", number: "+12025550142" }],
  [" +821012345678 ", { kind: "e164", number: "+821012345678" }],
  // Mexico's old spelling, which WhatsApp keeps: the library calls it impossible.
  ["+5215512345678", { kind: "e164", number: "+5215512345678" }],
  ["32665", { kind: "short_code", digits: "32665" }],
  ["729", { kind: "short_code", digits: "729" }],
  ["80808080", { kind: "short_code", digits: "80808080" }],
  ["MOORLICHT", { kind: "name", text: "MOORLICHT" }],
  ["DHL 24", { kind: "name", text: "DHL 24" }],
  ["1-800-FLOWERS", { kind: "name", text: "1-800-FLOWERS" }],
  ["+1800FLOWERS", { kind: "name", text: "+1800FLOWERS" }],
  ["+0123456789", { kind: "name", text: "+0123456789" }],
  ["", { kind: "name", text: "" }],
])("%j is %o", (sender, address) => {
  expect(readAddress(sender)).toEqual(address);
  expect(isAnswerable(sender)).toBe(address.kind === "e164");
});

test("an address as it is kept is read as the same one again", () => {
  const senders = fc.oneof(
    fc.string(),
    fc.stringMatching(/^\+?[\d -]{1,17}$/),
    fc.stringMatching(/^[A-Za-z0-9 ]{1,11}$/),
  );
  fc.assert(
    fc.property(senders, (sender) => {
      const address = readAddress(sender);
      expect(readAddress(spell(address))).toEqual(address);
    }),
  );
});
