import fc from "fast-check";
import { damage, damaged } from "./damage.ts";
import { nastyString, wellFormed } from "./nasty.ts";
import { signatureHeaders, signing } from "./sign.ts";
import { klaviyoWebhook } from "./webhooks/klaviyo.ts";
import { shopifyWebhook } from "./webhooks/shopify.ts";
import { twilioStatus, twilioText } from "./webhooks/twilio.ts";
import { zendeskWebhook } from "./webhooks/zendesk.ts";
import { type FuzzedVendor, hookKey, world } from "./world.ts";

/** A webhook as it reaches the server. */
export interface Input {
  vendor: FuzzedVendor;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
  /** Whether its signature is the vendor's, for this address. */
  isGenuine: boolean;
}

/** Klaviyo tells the other one nothing: it has no secret, and no signature is right. */
const account = fc.oneof(
  { weight: 12, arbitrary: fc.constant("ours" as const) },
  { weight: 1, arbitrary: fc.constant("other" as const) },
);

const address = fc.oneof(
  { weight: 30, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: nastyString
      .map((key) => encodeURIComponent(wellFormed(key.slice(0, 300))))
      .filter((key) => !/^\.{0,2}$/.test(key)),
  },
);

const TYPES = [
  "",
  "text/plain",
  "multipart/form-data",
  "application/json; charset=utf-16",
  "application/x-www-form-urlencoded",
  "%",
];
const garbage = fc.record(
  {
    "content-type": fc.constantFrom(...TYPES),
    "content-encoding": fc.constantFrom("gzip", "br", "\u00ff"),
    "x-forwarded-host": fc.constantFrom("evil.example", "\u00e4"),
    host: fc.constant("evil.example"),
    "x-http-method-override": fc.constant("GET"),
    cookie: fc
      .string({ unit: "binary-ascii", maxLength: 2_000 })
      .map((text) => text.replaceAll(/[^ -~]/g, "")),
  },
  { requiredKeys: [] },
);

const draft = fc.oneof(zendeskWebhook, twilioText, twilioStatus, klaviyoWebhook, shopifyWebhook);

export const input: fc.Arbitrary<Input> = fc
  .tuple(draft, damage, signing, account, address, fc.option(garbage, { freq: 8 }))
  .map(([{ vendor, path: rest, headers, body: text }, hurt, how, whose, key, more]) => {
    const path = `/webhooks/${vendor}/${key ?? hookKey(whose, vendor)}${rest}`;
    const body = damaged(text, hurt);
    const { href: url } = new URL(path, world.publicUrl);
    const signed = signatureHeaders(how, { vendor, account: whose, url, body });
    const hasSecret = whose === "ours" || vendor !== "klaviyo";
    return {
      vendor,
      path,
      headers: { ...headers, ...signed, ...(more as Record<string, string> | null) },
      body,
      isGenuine: how.kind === "right" && key === null && hasSecret,
    };
  });

const SHOWN = 4_000;

/** What one needs to send an input again by hand. */
export function describeInput({ path, headers, body, isGenuine }: Input): string {
  const text = body.toString();
  const shown = Buffer.from(text).equals(body) ? JSON.stringify(text) : `base64 ${body.toString("base64")}`;
  const cut = shown.length > SHOWN ? `${shown.slice(0, SHOWN)}… (${body.length} bytes)` : shown;
  return `POST ${path} (${isGenuine ? "signed rightly" : "not genuine"})\n  ${JSON.stringify(headers)}\n  ${cut}`;
}
