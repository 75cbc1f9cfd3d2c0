import { expect, test } from "vitest";
import { namedPerson } from "../../../zendesk-app/src/nav-bar/account/named-person.ts";

test.each([
  [" maren@example.com ", { email: "maren@example.com" }],
  ["+49 1512 345-67.89", { phone: "+4915123456789" }],
  ["+1 (415) 555-0133", { phone: "+14155550133" }],
  ["0151 23456789", null],
  ["Maren Voss", null],
  ["maren @example.com", null],
  ["", null],
])("%j names %j", (written, person) => {
  expect(namedPerson(written)).toEqual(person);
});
