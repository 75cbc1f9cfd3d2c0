import { readConfig } from "@sidethread/server/config";
import { expect, test } from "vitest";

const enough = {
  PUBLIC_URL: "https://sidethread.example.com",
  SECRET_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
  OPERATOR_TOKEN: "sandbox-operator-token",
};

test("three variables are enough", () => {
  expect(readConfig(enough)).toMatchObject({ PORT: 3000, DATABASE_URL: "file:sidethread.db", WORKERS: 16 });
});

test.each([
  ["PUBLIC_URL", "https://example.com/path", /origin/],
  ["PUBLIC_URL", "", /PUBLIC_URL/],
  ["SECRET_KEYS", "k1:c2hvcnQ=", /32 random bytes/],
  ["OPERATOR_TOKEN", "short", /16 characters/],
  ["PORT", "70000", /PORT/],
  ["DATABASE_URL", "sidethread.db", /DATABASE_URL/],
])("%s=%j is refused by name", (name, value, words) => {
  expect(() => readConfig({ ...enough, [name]: value })).toThrow(words);
});

test("says everything that is wrong at once, and no secret", () => {
  const read = () => readConfig({ SECRET_KEYS: "k1:hunter2hunter2" });
  expect(read).toThrow(/PUBLIC_URL[\s\S]*SECRET_KEYS[\s\S]*OPERATOR_TOKEN/);
  expect(read).not.toThrow(/hunter2/);
});
