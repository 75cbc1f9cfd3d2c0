import { randomBytes } from "node:crypto";
import { createSealer } from "@sidethread/server/accounts/seal";
import fc from "fast-check";
import { expect, test } from "vitest";

const key = (id: string) => ({ id, bytes: randomBytes(32) });

test("opens what it sealed, whatever that is, and shows nothing of it", () => {
  const sealer = createSealer([key("a")]);
  fc.assert(
    fc.property(fc.string({ minLength: 6 }), fc.string(), (secret, place) => {
      const sealed = sealer.seal(secret, place);
      expect(sealer.open(sealed, place)).toBe(secret);
      expect(sealed).not.toContain(secret);
    }),
  );
});

test("opens nothing in another place, and nothing that was changed", () => {
  const sealer = createSealer([key("a")]);
  const sealed = sealer.seal("sandbox-token", "account-1/twilio");
  expect(() => sealer.open(sealed, "account-2/twilio")).toThrow();
  const parts = sealed.split(".");
  const body = Buffer.from(parts[2] as string, "base64url");
  body[0] = (body[0] as number) ^ 1;
  parts[2] = body.toString("base64url");
  expect(() => sealer.open(parts.join("."), "account-1/twilio")).toThrow();
});

test("keys rotate: a new first key seals, an old one still opens", () => {
  const old = key("2025");
  const sealed = createSealer([old]).seal("sandbox-token", "p");
  const rotated = createSealer([key("2026"), old]);
  expect(rotated.open(sealed, "p")).toBe("sandbox-token");
  expect(rotated.seal("sandbox-token", "p")).toMatch(/^2026\./);
  expect(() => createSealer([key("2026")]).open(sealed, "p")).toThrow("no key");
});
