import { createHmac } from "node:crypto";
import fc from "fast-check";
import { type AccountName, type FuzzedVendor, secretOf } from "./world.ts";

const TIME = "Wed, 18 Nov 2026 12:00:05 GMT";

interface Scheme {
  algorithm: string;
  encoding: "base64" | "hex";
  header: string;
  timeHeader: string | null;
  signed(body: Buffer, time: string, url: string): Buffer;
}

const schemes: Record<FuzzedVendor, Scheme> = {
  zendesk: {
    algorithm: "sha256",
    encoding: "base64",
    header: "x-zendesk-webhook-signature",
    timeHeader: "x-zendesk-webhook-signature-timestamp",
    signed: (body, time) => Buffer.concat([Buffer.from(time), body]),
  },
  klaviyo: {
    algorithm: "sha256",
    encoding: "hex",
    header: "klaviyo-signature",
    timeHeader: "klaviyo-timestamp",
    signed: (body, time) => Buffer.concat([body, Buffer.from(time)]),
  },
  shopify: {
    algorithm: "sha256",
    encoding: "base64",
    header: "x-shopify-hmac-sha256",
    timeHeader: null,
    signed: (body) => body,
  },
  twilio: {
    algorithm: "sha1",
    encoding: "base64",
    header: "x-twilio-signature",
    timeHeader: null,
    signed: (body, _time, url) => Buffer.from(url + formOf(body)),
  },
};

/** A form's names and values as Twilio joins them: by name, and each value of a name once. */
function formOf(body: Buffer): string {
  const form = new URLSearchParams(body.toString());
  const names = [...new Set(form.keys())].sort();
  return names
    .flatMap((name) => [...new Set(form.getAll(name))].sort().map((value) => name + value))
    .join("");
}

/** How a webhook is signed: rightly, or in one of the ways that must not count. */
export type Signing =
  | {
      kind:
        | "right"
        | "none"
        | "empty"
        | "other key"
        | "other account"
        | "other algorithm"
        | "other body"
        | "other time";
    }
  | { kind: "flipped" | "cut" | "made up"; at: number };

const broken = fc.oneof(
  fc.constantFrom<Signing[]>(
    { kind: "none" },
    { kind: "empty" },
    { kind: "other key" },
    { kind: "other account" },
    { kind: "other algorithm" },
    { kind: "other body" },
    { kind: "other time" },
  ),
  fc.record({
    kind: fc.constantFrom("flipped" as const, "cut" as const, "made up" as const),
    at: fc.nat(19),
  }),
);

export const signing: fc.Arbitrary<Signing> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Signing>({ kind: "right" }) },
  { weight: 1, arbitrary: broken },
);

interface ToSign {
  vendor: FuzzedVendor;
  account: AccountName;
  url: string;
  body: Buffer;
}

/** The headers that sign a webhook, or seem to. */
export function signatureHeaders(
  how: Signing,
  { vendor, account, url, body }: ToSign,
): Record<string, string> {
  const { algorithm, encoding, header, timeHeader, signed } = schemes[vendor];
  const key = secretOf(account, vendor);
  const hmac = (secret: string, bytes: Buffer, hash = algorithm) =>
    createHmac(hash, secret).update(bytes).digest();
  const right = hmac(key, signed(body, TIME, url));
  const another = account === "ours" ? "other" : "ours";
  const times = (time: string) => (timeHeader === null ? {} : { [timeHeader]: time });
  const carry = (signature: Buffer, time = TIME) => ({
    ...times(time),
    [header]: signature.toString(encoding),
  });
  switch (how.kind) {
    case "right":
      return carry(right);
    case "none":
      return times(TIME);
    case "empty":
      return { ...times(TIME), [header]: "" };
    case "other key":
      return carry(hmac(`${key}x`, signed(body, TIME, url)));
    case "other account":
      return carry(hmac(secretOf(another, vendor), signed(body, TIME, url)));
    case "other algorithm":
      return carry(hmac(key, signed(body, TIME, url), algorithm === "sha1" ? "sha256" : "sha1"));
    case "other body":
      return carry(hmac(key, signed(Buffer.concat([body, Buffer.from("&x=1")]), TIME, url)));
    case "other time":
      return timeHeader === null ? times(TIME) : carry(right, "Wed, 18 Nov 2026 12:00:06 GMT");
    case "flipped":
      right[how.at] = (right[how.at] ?? 0) ^ 1;
      return carry(right);
    case "cut":
      return carry(right.subarray(0, how.at));
    case "made up":
      return carry(Buffer.alloc(right.length, how.at));
  }
}
