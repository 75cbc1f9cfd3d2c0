import type { JsonObject } from "@sidethread/zendesk-app/package/json";

export type Contents = Record<string, unknown>;

export const png = (width: number, height: number) => {
  const bytes = new Uint8Array(24);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
};

export const manifest: JsonObject = {
  author: { name: "Ada", email: "ada@example.com", url: "https://example.com" },
  defaultLocale: "en",
  location: { support: { ticket_sidebar: { url: "assets/iframe.html", flexible: true } } },
  frameworkVersion: "2.0",
};
export const translation = { app: { name: "An app" } };
export const valid: Contents = {
  "manifest.json": manifest,
  "translations/en.json": translation,
  "assets/iframe.html": "<!doctype html>",
  "assets/logo.png": png(320, 320),
  "assets/logo-small.png": png(128, 128),
};

/** Makes a package of files given as bytes, as text, or as an object to be written as JSON; undefined: no such file. */
export function pack(contents: Contents): Map<string, Uint8Array> {
  const encode = (value: unknown) =>
    value instanceof Uint8Array
      ? value
      : new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
  return new Map(
    Object.entries(contents)
      .filter(([, value]) => value !== undefined)
      .map(([path, value]) => [path, encode(value)]),
  );
}

export const withManifest = (change: JsonObject): Contents => ({
  "manifest.json": { ...manifest, ...change },
});

/** A package for the marketplace, with everything that it lists. */
export const listed: Contents = {
  "manifest.json": {
    ...manifest,
    private: false,
    termsConditionsURL: "https://example.com/terms",
    domainWhitelist: ["app.example.com"],
  },
  "translations/en.json": {
    app: {
      name: "An app",
      short_description: "It helps",
      long_description: "It helps a lot.",
      installation_instructions: "1. Install it.",
    },
  },
  "assets/screenshot-0.png": png(1024, 768),
  "assets/screenshot-1.png": png(2048, 1536),
  "assets/screenshot-2.png": png(2048, 1536),
};
export const listedWith = (change: JsonObject): Contents => ({
  ...listed,
  "manifest.json": { ...(listed["manifest.json"] as JsonObject), ...change },
});
export const listedAs = (texts: JsonObject): Contents => ({
  ...listed,
  "translations/en.json": {
    app: { ...(listed["translations/en.json"] as { app: JsonObject }).app, ...texts },
  },
});
const withLocation = (location: unknown) => withManifest({ location });
export const withSidebar = (options: unknown) => withLocation({ support: { ticket_sidebar: options } });
export const withParameters = (...parameters: JsonObject[]): Contents => ({
  ...withManifest({ parameters }),
  "translations/en.json": {
    app: {
      name: "An app",
      parameters: Object.fromEntries(parameters.map(({ name }) => [name, { label: "A label" }])),
    },
  },
});
export const oauth = { client_id: "a", client_secret: "b", authorize_uri: "c", access_token_uri: "d" };
export const svg = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`;
export const requirements = (contents: unknown): Contents => ({ "requirements.json": contents });
const marketing = { marketingOnly: true, private: false, location: undefined, frameworkVersion: undefined };

/** Packages that Zendesk refuses: the rule by which, and what the findings say. */
export const refused: [rule: string, change: Contents, problem: RegExp][] = [
  ["a manifest", { "manifest.json": undefined }, /has none/],
  ["a manifest at the top", { "manifest.json": undefined, "app/manifest.json": manifest }, /in a folder/],
  ["a manifest in JSON", { "manifest.json": "{'name': 1}" }, /not valid JSON/],
  ["a manifest that is an object", { "manifest.json": "[]" }, /not a JSON object/],
  [
    "no duplicate keys",
    { "manifest.json": `${JSON.stringify(manifest).slice(0, -1)},"defaultLocale":"en"}` },
    /"defaultLocale" is there twice/,
  ],
  [
    "no duplicate keys, however written",
    { "manifest.json": `${JSON.stringify(manifest).slice(0, -1)},"\\u0061":1,"a":2}` },
    /"a" is there twice/,
  ],
  ["an author", withManifest({ author: undefined }), /"author" is missing/],
  ["an author object", withManifest({ author: "Ada" }), /"author" is not an object/],
  ["an author's name", withManifest({ author: { name: 1 } }), /"author.name" is not a string/],
  [
    "an author's address",
    withManifest({ author: { url: "example.com" } }),
    /"author.url" is not a web address/,
  ],
  ["a default locale", withManifest({ defaultLocale: undefined }), /"defaultLocale" is missing/],
  ["a known form of locale", withManifest({ defaultLocale: "English" }), /"English" is no locale/],
  ["the default locale's file", withManifest({ defaultLocale: "de" }), /translations\/de.json is missing/],
  ["a location", withLocation(undefined), /"location" is missing/],
  ["a location object", withLocation("ticket_sidebar"), /"location" is not an object/],
  ["a product", withLocation({}), /names no product/],
  ["a known product", withLocation({ talk: { sidebar: "assets/iframe.html" } }), /"talk" is no product/],
  [
    "a known location",
    withLocation({ support: { sidebar: "assets/iframe.html" } }),
    /"sidebar" is no location of support/,
  ],
  ["locations with a url", withLocation({ support: ["ticket_sidebar"] }), /names no location with a url/],
  ["a url or object", withSidebar(7), /neither a url nor an object/],
  ["a url", withSidebar({ url: "" }), /has no url/],
  ["an asset that is there", withSidebar({ url: "assets/other.html" }), /leads nowhere/],
  ["assets under assets/", withSidebar({ url: "manifest.json" }), /leads nowhere/],
  ["https", withSidebar({ url: "http://example.com/app" }), /leads nowhere/],
  [
    "boolean switches",
    withSidebar({ url: "assets/iframe.html", flexible: "yes" }),
    /flexible" is not a boolean/,
  ],
  ["a size object", withSidebar({ url: "assets/iframe.html", size: 3 }), /size" is not an object/],
  [
    "object types",
    withLocation({ support: { custom_object_record_sidebar: "assets/iframe.html" } }),
    /objectTypes" is missing/,
  ],
  ["the framework version", withManifest({ frameworkVersion: "1.0" }), /"frameworkVersion" is not "2.0"/],
  ["no noTemplate", withManifest({ noTemplate: true }), /"noTemplate" is not allowed/],
  ["booleans", withManifest({ private: "no" }), /"private" is not a boolean/],
  ["strings", withManifest({ version: 1 }), /"version" is not a string/],
  [
    "the terms' address",
    withManifest({ termsConditionsURL: "ftp://example.com" }),
    /"termsConditionsURL" is not a web address/,
  ],
  ["domains as strings", withManifest({ domainWhitelist: [1] }), /not an array of strings/],
  ["experiments as an object", withManifest({ experiments: [] }), /"experiments" is not an object/],
  ["known experiments", withManifest({ experiments: { flying: true } }), /no experiment "flying"/],
  [
    "no location of an app without code",
    withManifest({ marketingOnly: true, private: false }),
    /names "location"/,
  ],
  ["a public marketing app", withManifest({ ...marketing, private: true }), /is private/],
  [
    "no parameters of a marketing app",
    withManifest({ ...marketing, parameters: [{ name: "a" }] }),
    /has parameters/,
  ],
  ["parameters in an array", withManifest({ parameters: {} }), /"parameters" is not an array/],
  ["parameters that are objects", withManifest({ parameters: ["a"] }), /Parameter 1 is not an object/],
  ["named parameters", withManifest({ parameters: [{}] }), /Parameter 1 has no name/],
  ["unique names", withParameters({ name: "a" }, { name: "a" }), /Two parameters are called "a"/],
  ["no parameter called name", withParameters({ name: "name" }), /is called "name"/],
  ["known types", withParameters({ name: "a", type: "dropdown" }), /no known type/],
  ["boolean required", withParameters({ name: "a", required: 1 }), /"required" of parameter "a"/],
  ["boolean secure", withParameters({ name: "a", secure: "true" }), /"secure" of parameter "a"/],
  [
    "hidden or required",
    withParameters({ name: "a", type: "hidden", required: true }),
    /hidden and required/,
  ],
  [
    "one oauth parameter",
    withParameters({ name: "a", type: "oauth" }, { name: "b", type: "oauth" }),
    /two parameters of type "oauth"/,
  ],
  ["no secure oauth", withParameters({ name: "a", type: "oauth", secure: true }), /oauth and secure/],
  [
    "scopes of secure parameters only",
    withParameters({ name: "a", scopes: ["header"] }),
    /has scopes but is not secure/,
  ],
  [
    "known scopes",
    withParameters({ name: "a", secure: true, scopes: ["cookie"] }),
    /not a list of known scopes/,
  ],
  ["scopes at all", withParameters({ name: "a", secure: true, scopes: [] }), /not a list of known scopes/],
  [
    "the oauth block's keys",
    withManifest({ oauth: { ...oauth, client_id: "" } }),
    /"oauth.client_id" is missing/,
  ],
  ["an oauth block's parameter", withManifest({ oauth }), /without its parameter/],
  ["locales as file names", { "translations/english.json": translation }, /"english" is no locale/],
  ["translations in JSON", { "translations/de.json": "{" }, /not valid JSON/],
  ["translation objects", { "translations/de.json": "[]" }, /not a JSON object/],
  ["the app's name", { "translations/en.json": { app: {} } }, /"app.name" is missing/],
  ["a public app's texts", withManifest({ private: false }), /"app.long_description" is missing/],
  [
    "an address for a public app's users",
    listedWith({ author: { name: "Ada", url: "https://example.com" } }),
    /"author.email" is missing/,
  ],
  ["a public host", listedWith({ domainWhitelist: ["127.0.0.1"] }), /machine the reader sits at/],
  ["a name of its own", listedAs({ name: "Texts for Zendesk" }), /has "Zendesk" in it/],
  ["a short name", listedAs({ name: "A".repeat(41) }), /longer than 40 characters/],
  ["screenshots in PNG", { ...listed, "assets/screenshot-0.png": "GIF89a" }, /The screenshot is not a PNG/],
  [
    "the screenshots' size",
    { ...listed, "assets/screenshot-1.png": png(1280, 960) },
    /The screenshot is 1280×960/,
  ],
  [
    "labels in translations",
    { "translations/de.json": { app: { parameters: { a: {} } } } },
    /"app.parameters.a" has no "label"/,
  ],
  ["a label for each parameter", withManifest({ parameters: [{ name: "a" }] }), /parameter "a" has no label/],
  [
    "the app's products in translations",
    { "translations/en.json": { app: { chat: { name: "An app" } } } },
    /for a product that the app is not in/,
  ],
  ["a name a product", { "translations/en.json": { app: { support: {} } } }, /"app.support.name" is missing/],
  [
    "titles and values beside app.package",
    { "translations/en.json": { app: { package: "an_app", name: "An app" } } },
    /"app.name" is a bare text/,
  ],
  ["no archives", { "assets/more.zip": "" }, /no files of this kind \(zip\)/],
  [
    "no archives under another name",
    { "assets/more.png": new Uint8Array([0x50, 0x4b, 3, 4, 0]) },
    /no files of this kind \(zip\)/,
  ],
  ["a banner in PNG", { "assets/banner.png": "GIF89a" }, /banner is not a PNG/],
  ["the banner's size", { "assets/banner.png": png(830, 100) }, /banner is 830×100/],
  ["whole SVGs", { "assets/icon_nav_bar.svg": "<svg>" }, /not a whole SVG/],
  ["requirements in JSON", requirements("{"), /not valid JSON/],
  [
    "requirements where there is nothing else",
    withManifest({ requirementsOnly: true, location: undefined, frameworkVersion: undefined }),
    /missing from an app that only has requirements/,
  ],
  [
    "no requirements of Chat",
    { ...withLocation({ chat: { chat_sidebar: "assets/iframe.html" } }), ...requirements({}) },
    /cannot have requirements/,
  ],
  ["no duplicate requirements", requirements('{"views":{},"views":{}}'), /"views" is there twice/],
  ["known requirements", requirements({ schedules: {} }), /"schedules" is no type/],
  ["requirements under names", requirements({ views: [] }), /"views" is not an object/],
  ["requirements with fields", requirements({ views: { a: 1 } }), /"views.a" is not an object/],
  ["titled requirements", requirements({ views: { a: {} } }), /"views.a.title" is missing/],
  [
    "keys of user fields",
    requirements({ user_fields: { a: { title: "A" } } }),
    /"user_fields.a.key" is missing/,
  ],
  ["webhooks' fields", requirements({ webhooks: { a: { name: "A" } } }), /"webhooks.a.endpoint" is missing/],
  [
    "no http targets",
    requirements({ targets: { a: { title: "A", type: "http_target" } } }),
    /is a http_target/,
  ],
  [
    "one channel integration",
    requirements({ channel_integrations: { a: { manifest_url: "/" }, b: { manifest_url: "/" } } }),
    /more than one channel integration/,
  ],
  [
    "known custom objects",
    requirements({ custom_objects: { types: [] } }),
    /"custom_objects.types" is unknown/,
  ],
  [
    "custom objects' fields",
    requirements({ custom_objects: { custom_object_types: [{ key: "a", name: "A" }] } }),
    /custom_object_types.0.schema" is missing/,
  ],
  [
    "at most 5,000 requirements",
    requirements({
      views: Object.fromEntries(Array.from({ length: 5001 }, (_, index) => [`v${index}`, { title: "A" }])),
    }),
    /asks for 5001 things/,
  ],
];
