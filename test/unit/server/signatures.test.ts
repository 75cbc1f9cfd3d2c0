import { createHmac } from "node:crypto";
import { verifyShopifySignature } from "@sidethread/server/vendors/shopify/signature";
import { verifyTwilioSignature } from "@sidethread/server/vendors/twilio/signature";
import { verifyZendeskSignature } from "@sidethread/server/vendors/zendesk/signature";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("Twilio", () => {
  const url = "https://mycompany.com/myapp.php?foo=1&bar=2";
  const call = { CallSid: "CA1234567890ABCDE", Digits: "1234", To: "+18005551212" };

  test.each([
    ["+14158675309", "RSOYDt4T1cUTdK1PDd93/VVr8B8="],
    ["+12349013030", "0/KCTR6DLpKmkAf8muzZqo1nDgQ="],
  ])("the published vector from %s", (number, signature) => {
    const form = new URLSearchParams({ ...call, Caller: number, From: number });
    expect(verifyTwilioSignature("12345", url, form, signature)).toBe(true);
    expect(verifyTwilioSignature("12346", url, form, signature)).toBe(false);
    expect(verifyTwilioSignature("12345", `${url}&x=1`, form, signature)).toBe(false);
  });

  test("a message with an emoji", () => {
    const form = new URLSearchParams({
      AccountSid: `AC${"0".repeat(32)}`,
      Body: "Hi there 👋",
      From: "+14155550100",
      MessageSid: "SM00000000000000000000000000000001",
      NumMedia: "0",
      To: "+14155550199",
    });
    const address = "https://example.test/hooks/twilio/inbound";
    const signature = "1/xIQssTUVMcpzsrSDdZb9E9h0c=";
    expect(verifyTwilioSignature("test_auth_token_0123456789abcdef", address, form, signature)).toBe(true);
  });

  test("an address signed with its scheme's port", () => {
    const form = new URLSearchParams({ Body: "x" });
    const signed = createHmac("sha1", "t").update("https://a.test:443/hook?x=1Bodyx").digest("base64");
    expect(verifyTwilioSignature("t", "https://a.test/hook?x=1", form, signed)).toBe(true);
  });
});

test("Zendesk: the vector, and no other secret, time, body or signature", () => {
  const secret = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";
  const time = "2021-03-25T05:09:27Z";
  const body = '{"event":"ticket.updated","id":123}';
  const signature = "S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM=";
  expect(verifyZendeskSignature(secret, time, body, signature)).toBe(true);
  expect(verifyZendeskSignature(`${secret}x`, time, body, signature)).toBe(false);
  expect(verifyZendeskSignature(secret, "2021-03-25T05:09:28Z", body, signature)).toBe(false);
  expect(verifyZendeskSignature(secret, time, `${body} `, signature)).toBe(false);
});

test("Shopify: the vector", () => {
  const signature = "VnKUjZsLuN5iZWjn5EntcBVCF9kMN43LglzCE1/GSeY=";
  expect(verifyShopifySignature("hush", '{"id":1}', signature)).toBe(true);
  expect(verifyShopifySignature("hush", '{"id":2}', signature)).toBe(false);
});

test("no signature that somebody makes up passes, and none makes a verifier throw", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (body, signature) => {
      expect(verifyZendeskSignature("secret", "2026-11-21T00:00:00Z", body, signature)).toBe(false);
      expect(verifyShopifySignature("secret", body, signature)).toBe(false);
      expect(verifyTwilioSignature("secret", "https://a.test/x", new URLSearchParams(body), signature)).toBe(
        false,
      );
    }),
  );
});

test("a signature is compared letter by letter: base64 has other letters, and may have anything after its end", () => {
  const signature = createHmac("sha256", "s").update("1body").digest("base64");
  const others = [
    `${signature}, ${signature}`,
    `${signature} `,
    `${signature}=`,
    signature.replaceAll("+", "-"),
  ];
  expect(signature).toContain("+");
  expect(verifyZendeskSignature("s", "1", "body", signature)).toBe(true);
  for (const other of others) expect(verifyZendeskSignature("s", "1", "body", other), other).toBe(false);
});
