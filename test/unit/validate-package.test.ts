import { validatePackage } from "@sidethread/zendesk-app/package/validate-package";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Contents,
  listed,
  listedAs,
  listedWith,
  manifest,
  oauth,
  pack,
  png,
  refused,
  requirements,
  svg,
  translation,
  valid,
  withManifest,
  withParameters,
  withSidebar,
} from "./validate-package.cases.ts";

const doubtful: [rule: string, change: Contents, problem: RegExp][] = [
  ["a domain with a scheme", withManifest({ domainWhitelist: ["https://example.com"] }), /not a host name/],
  ["a secure parameter without scopes", withParameters({ name: "a", secure: true }), /has no scopes/],
  ["a hidden default", withParameters({ name: "a", type: "hidden", default: "x" }), /has a default/],
  ["a token in the clear", withParameters({ name: "api_token" }), /sounds like a secret/],
  ["a missing logo", { "assets/logo.png": undefined }, /logo is missing/],
  ["a logo of another size", { "assets/logo-small.png": png(64, 64) }, /It is 64×64/],
  ["a script in an SVG", { "assets/icon_nav_bar.svg": svg("<script>1</script>") }, /contains a script/],
  [
    "an event handler in an SVG",
    { "assets/icon_nav_bar.svg": svg('<g onload="x()"/>') },
    /contains an event handler/,
  ],
  [
    "a bitmap in an SVG",
    { "assets/icon_nav_bar.svg": svg('<image href="data:image/png;base64,"/>') },
    /contains a bitmap/,
  ],
  ["a secret", { "assets/app.js": `const password = "${"hunter2".repeat(2)}"` }, /password or secret/],
  ["a private key", { "assets/app.js": "-----BEGIN PRIVATE KEY-----" }, /private key/],
  [
    "a plain http address",
    { "assets/app.js": 'fetch("http://example.com/x")' },
    /plain http addresses: http:\/\/example.com/,
  ],
  ["a public app without terms", listedWith({ termsConditionsURL: undefined }), /"termsConditionsURL" is/],
  ["a long short description", listedAs({ short_description: "A".repeat(81) }), /longer than 80/],
  [
    "a listing that is half translated",
    { ...listed, "translations/de.json": { app: { name: "A", short_description: "B" } } },
    /long_description, installation_instructions is missing/,
  ],
  ["a missing screenshot", { ...listed, "assets/screenshot-2.png": undefined }, /screenshot is missing/],
  [
    "a heavy screenshot",
    { ...listed, "assets/screenshot-0.png": new Uint8Array([...png(1024, 768), ...new Uint8Array(500_000)]) },
    /larger than 500 KB/,
  ],
  ["zcli's settings", { "zcli.apps.config.json": "{}" }, /zcli's settings/],
];

const allowed: [what: string, change: Contents][] = [
  ["a hosted page", withSidebar({ url: "https://example.com/app", signed: true })],
  ["a page on this machine", withSidebar({ url: "http://localhost:4567/app" })],
  ["an address from a setting", withSidebar({ url: "{{setting.address}}" })],
  ["an asset with a query", withSidebar("assets/iframe.html?page=1#top")],
  ["a location that is opened later", withSidebar({ autoLoad: false })],
  ["all that the marketplace lists", listed],
  [
    "an older name of the short description",
    listedAs({ short_description: undefined, description: "It helps" }),
  ],
  ["its name alone in another language", { ...listed, "translations/de.json": { app: { name: "A" } } }],
  [
    "translators' format",
    { "translations/en.json": { app: { package: "an_app", name: { title: "The name", value: "An app" } } } },
  ],
  ["the app's own texts", { "translations/en.json": { ...translation, words: { hello: "Hello" } } }],
  [
    "an oauth parameter",
    {
      ...withParameters({ name: "a", type: "oauth" }),
      "manifest.json": { ...manifest, oauth, parameters: [{ name: "a", type: "oauth" }] },
    },
  ],
  ["a large banner", { "assets/banner.png": png(1660, 400) }],
  [
    "a clean SVG, whose XML name is no request",
    {
      "assets/icon_nav_bar.svg": svg('<path d="M0 0h1"/>'),
      "assets/app.js": 'const ns = "http://www.w3.org/2000/svg"',
    },
  ],
  [
    "requirements",
    requirements({
      webhooks: {
        hook: {
          name: "A",
          status: "active",
          endpoint: "https://example.com",
          http_method: "POST",
          request_format: "json",
        },
      },
      triggers: { sms: { title: "A", actions: [] } },
      user_fields: { a: { title: "A", key: "a", type: "text" } },
    }),
  ],
];

const problems = (findings: { problem: string }[]) => findings.map(({ problem }) => problem);

describe("a package is refused without", () => {
  test.each(refused)("%s", (_rule, change, problem) => {
    const { errors } = validatePackage(pack({ ...valid, ...change }));
    expect(problems(errors)).toContainEqual(expect.stringMatching(problem));
    for (const finding of errors) expect(finding.remedy).not.toBe("");
  });
});

describe("a package is warned of", () => {
  test.each(doubtful)("%s", (_rule, change, problem) => {
    const { errors, warnings } = validatePackage(pack({ ...valid, ...change }));
    expect(errors).toEqual([]);
    expect(problems(warnings)).toEqual([expect.stringMatching(problem)]);
  });
});

describe("a package may have", () => {
  test.each([["no more than it must", {}] as [string, Contents], ...allowed])("%s", (_what, change) => {
    expect(validatePackage(pack({ ...valid, ...change }))).toEqual({ errors: [], warnings: [] });
  });
});

test("whatever a package contains, the answer is a list of findings", () => {
  const names = fc.constantFrom(
    ...[
      "manifest.json",
      "requirements.json",
      "translations/en.json",
      "translations/x/.json",
      "assets/banner.png",
    ],
    ...["assets/logo.png", "assets/a.svg", "assets/a.js", "a/manifest.json", "assets/iframe.html", ""],
  );
  const fields = fc.constantFrom(
    ...Object.keys(manifest),
    ...[
      "parameters",
      "oauth",
      "domainWhitelist",
      "experiments",
      "support",
      "ticket_sidebar",
      "url",
      "name",
      "type",
    ],
    ...[
      "app",
      "package",
      "title",
      "views",
      "custom_objects",
      "webhooks",
      "scopes",
      "secure",
      "__proto__",
      "constructor",
    ],
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: "small" },
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom("en", "2.0", "assets/iframe.html", "oauth", true),
      fc.array(tie("json"), { maxLength: 3 }),
      fc.dictionary(fields, tie("json"), { maxKeys: 6 }),
    ),
  }));
  const contents = fc.oneof(
    fc.uint8Array(),
    fc.string(),
    json.map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(fc.dictionary(names, contents), fc.boolean(), (files, valued) => {
      const { errors, warnings } = validatePackage(pack(valued ? { ...valid, ...files } : files));
      for (const finding of [...errors, ...warnings]) {
        expect(finding.problem).toBeTruthy();
        expect(finding.remedy).toBeTruthy();
      }
    }),
    { numRuns: 500 },
  );
});
