import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sign } from "../sandbox/twilio/signature.ts";
import { readWork } from "./kit/quiet.ts";
import { openScene, type Scene } from "./kit/scene.ts";

type Vendor = "zendesk" | "shopify" | "texts" | "status";

/** Where each vendor was told to send its webhooks, and what signs them. */
function addresses({ sandbox }: Scene): Record<Vendor, string> {
  const { zendesk, shopify, twilio, world } = sandbox;
  const number = [...twilio.state.numbers.values()].find(
    ({ phoneNumber }) => phoneNumber === world.smsNumber,
  );
  const texts = number?.smsUrl.split("#")[0] ?? "";
  return {
    zendesk: [...zendesk.state.webhooks.values()][0]?.endpoint ?? "",
    shopify: [...shopify.state.subscriptions.values()][0]?.uri ?? "",
    texts,
    status: `${texts.replace(/texts$/, "status")}?message=1`,
  };
}

function post(scene: Scene, vendor: Vendor, url: string, body: string, forged = false): Promise<Response> {
  const { zendesk, twilio, shopify } = scene.sandbox;
  const hmac = (secret: string, text: string) =>
    createHmac("sha256", forged ? `${secret}x` : secret)
      .update(text)
      .digest("base64");
  const form = "application/x-www-form-urlencoded";
  const headers: Record<Vendor, () => Record<string, string>> = {
    zendesk: () => ({
      "content-type": "application/json",
      "x-zendesk-webhook-signature-timestamp": "2026-01-01T00:00:00Z",
      "x-zendesk-webhook-signature": hmac(
        [...zendesk.state.webhooks.values()][0]?.signing_secret ?? "",
        `2026-01-01T00:00:00Z${body}`,
      ),
    }),
    shopify: () => ({
      "content-type": "application/json",
      "x-shopify-topic": "orders/create",
      "x-shopify-event-id": "1",
      "x-shopify-hmac-sha256": hmac(shopify.clientSecret, body),
    }),
    texts: () => twilioHeaders(),
    status: () => twilioHeaders(),
  };
  const twilioHeaders = () => ({
    "content-type": form,
    "x-twilio-signature": sign(
      twilio.credentials.authToken + (forged ? "x" : ""),
      url,
      Object.fromEntries(new URLSearchParams(body)),
    ),
  });
  return fetch(url, { method: "POST", headers: headers[vendor](), body });
}

const good: Record<Vendor, string> = {
  zendesk: JSON.stringify({
    id: "1",
    type: "zen:event-type:ticket.tags_changed",
    time: "2026-01-01T00:00:00Z",
    detail: { id: "1", requester_id: "1", status: "OPEN", updated_at: "2026-01-01T00:00:00Z" },
    event: {},
  }),
  shopify: "{}",
  texts: "MessageSid=SM1&From=%2B4915123456789&To=%2B4917604069099&Body=STOP",
  status: "MessageSid=SM1&MessageStatus=sent",
};

const vendors = ["zendesk", "shopify", "texts", "status"] as const;

async function expectNothingHappened(scene: Scene, heard: number): Promise<void> {
  await scene.quiet();
  expect(await readWork(scene.system.serverOrigin)).toEqual({ waiting: 0, failed: 0 });
  expect(scene.heard()).toBe(heard);
}

describe.each(vendors)("a webhook to %s", (vendor) => {
  it("with a wrong signature, none, or an unknown address is refused alike, and nothing happens", async () => {
    const scene = await openScene();
    const heard = scene.heard();
    const url = addresses(scene)[vendor];
    const unknown = url.replace(/(webhooks\/\w+\/)[\w-]+/, "$1unknown");
    const answers = [
      await post(scene, vendor, url, good[vendor], true),
      await post(scene, vendor, unknown, good[vendor]),
      await fetch(url, { method: "POST", body: good[vendor] }),
      await post(scene, vendor, `${url.replace(/\?.*$/, "")}%00`, good[vendor]),
      await post(scene, vendor, url.replace(/(webhooks\/\w+\/)[\w-]+/, "$1%27%20OR%201%3D1"), good[vendor]),
    ];
    const [first, ...others] = await Promise.all(answers.map(async (one) => [one.status, await one.text()]));
    expect(first?.[0]).toBe(401);
    for (const other of others.slice(0, 2)) expect(other).toEqual(first);
    for (const other of others.slice(2)) expect([401, 404]).toContain(other?.[0]);
    await expectNothingHappened(scene, heard);
  });

  it("of more than 1 MB is not read", async () => {
    const scene = await openScene();
    const heard = scene.heard();
    const answer = await post(scene, vendor, addresses(scene)[vendor], `a=${"x".repeat(1024 * 1024)}`);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ status: 413, title: "Too large" });
    await expectNothingHappened(scene, heard);
  });

  it("that is signed garbage is not stored, and the answer tells nothing of us", async () => {
    const scene = await openScene();
    const heard = scene.heard();
    for (const body of ["", "{", "null", "[]", "7", "MessageSid=SM1", "MessageSid=", "%", "\u0001"]) {
      const answer = await post(scene, vendor, addresses(scene)[vendor], body);
      expect([body, answer.status, await answer.json()]).toEqual([
        body,
        422,
        {
          type: "about:blank",
          title: "Not understood",
          status: 422,
          detail: "This address takes other webhooks.",
        },
      ]);
    }
    await expectNothingHappened(scene, heard);
  });

  it("as the vendor sends it is taken", async () => {
    const scene = await openScene();
    expect((await post(scene, vendor, addresses(scene)[vendor], good[vendor])).status).toBe(200);
  });
});
