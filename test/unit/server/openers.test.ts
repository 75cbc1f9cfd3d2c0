import { readConfig } from "@sidethread/server/config";
import { mayOpen } from "@sidethread/server/http/openers";
import { expect, it } from "vitest";

const environment = {
  PUBLIC_URL: "https://sidethread.example",
  SECRET_KEYS: `a:${Buffer.alloc(32).toString("base64")}`,
  OPERATOR_TOKEN: "an-operators-token",
};

it("lets the app on Zendesk's host open windows, and nobody who only looks like it", () => {
  const { APP_ORIGINS } = readConfig(environment);
  expect(mayOpen(APP_ORIGINS, "https://4711.apps.zdusercontent.com")).toBe(true);
  const strangers = [
    "http://4711.apps.zdusercontent.com",
    "https://apps.zdusercontent.com",
    "https://.apps.zdusercontent.com",
    "https://a.b.apps.zdusercontent.com",
    "https://4711.apps.zdusercontent.com:8443",
    "https://4711.apps.zdusercontent.com.evil.example",
    "https://evil.example/.apps.zdusercontent.com",
    "https://evil.example#.apps.zdusercontent.com",
    "https://user@4711.apps.zdusercontent.com",
    "https://4711.apps.zdusercontent.com/",
    "https://*.apps.zdusercontent.com",
    "null",
    "",
  ];
  expect(strangers.filter((opener) => mayOpen(APP_ORIGINS, opener))).toEqual([]);
});

it("takes the origins that the environment lists, and no pattern that is none", () => {
  const { APP_ORIGINS } = readConfig({
    ...environment,
    APP_ORIGINS: "http://localhost:1, https://a.example",
  });
  expect(
    ["http://localhost:1", "https://a.example", "https://b.example"].map((one) => mayOpen(APP_ORIGINS, one)),
  ).toEqual([true, true, false]);
  for (const wrong of ["*", "https://*", "https://a.*.example", "https://a.example/path", "a.example"]) {
    expect(() => readConfig({ ...environment, APP_ORIGINS: wrong })).toThrow(/APP_ORIGINS/);
  }
});
