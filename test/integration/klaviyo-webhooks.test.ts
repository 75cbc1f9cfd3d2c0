import { describe, expect, it } from "vitest";
import { sign } from "../sandbox/klaviyo/signature.ts";
import { type KlaviyoScene, openKlaviyoScene } from "./kit/klaviyo-scene.ts";
import { readWork } from "./kit/quiet.ts";

/** Calls our address as Klaviyo does, or almost. */
function deliver(
  { klaviyo, phone, sandbox }: KlaviyoScene,
  change: { key?: string; secret?: string; id?: string; body?: string; events?: number } = {},
) {
  const [webhook] = klaviyo.state.webhooks.values();
  if (!webhook) throw new Error("Klaviyo has no webhook.");
  const datetime = new Date().toISOString();
  const text = (index: number) => ({
    "Message Body": "Hello",
    "From Number": index === 0 ? phone : `+49151${String(index).padStart(8, "0")}`,
    "To Number": sandbox.world.smsNumber,
  });
  const data = Array.from({ length: change.events ?? 1 }, (_, index) => ({
    topic: "event:klaviyo.sent_sms",
    payload: { data: { id: `text-${index}`, attributes: { datetime, event_properties: text(index) } } },
  }));
  const body = change.body ?? JSON.stringify({ data, meta: { klaviyo_webhook_id: "hook" } });
  const time = new Date().toUTCString();
  return fetch(
    webhook.endpointUrl.replace(/[^/]+$/, (key) => change.key ?? key),
    {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "klaviyo-webhook-id": change.id ?? "hook",
        "klaviyo-timestamp": time,
        "klaviyo-signature": sign(change.secret ?? webhook.secret, body, time),
      },
      body,
    },
  );
}

describe("Klaviyo's webhook address", { timeout: 40_000 }, () => {
  it("takes what is signed, and nothing else", async () => {
    const scene = await openKlaviyoScene();
    const status = async (change: Parameters<typeof deliver>[1]) => (await deliver(scene, change)).status;
    expect(await status({})).toBe(200);
    expect(await status({ secret: "another-secret-of-theirs" })).toBe(401);
    expect(await status({ key: "somebody" })).toBe(401);
    expect(await status({ id: "another" })).toBe(422);
    expect(await status({ body: "[]" })).toBe(422);
    expect(await status({ body: "x".repeat(9 * 1024 * 1024) })).toBe(413);
    await scene.ticketWith("Hello");
    await scene.quiet();
    expect(scene.said(scene.textTickets()[0]?.id ?? 0)).toEqual(["Hello"]);
  });

  it("takes 1,000 events at once, each for good and once", async () => {
    const scene = await openKlaviyoScene();
    await scene.choose({ textTickets: false });
    const started = performance.now();
    expect((await deliver(scene, { events: 1000 })).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect((await deliver(scene, { events: 1000 })).status).toBe(200);
    await scene.quiet(30_000);
    expect(await readWork(scene.system.serverOrigin)).toEqual({ waiting: 0, failed: 0 });
  });

  it("is made once, and switched on again by connecting again", async () => {
    const scene = await openKlaviyoScene({ rateLimitScale: null });
    const [webhook] = scene.klaviyo.state.webhooks.values();
    expect(webhook?.topics).toContain("event:klaviyo.sent_sms");
    if (webhook) webhook.enabled = false;
    expect((await scene.connect()).status).toBe(200);
    expect([...scene.klaviyo.state.webhooks.values()]).toEqual([
      expect.objectContaining({ id: webhook?.id, enabled: true, secret: webhook?.secret }),
    ]);
    scene.write("Still there?");
    await scene.ticketWith("Still there?");
  });
});
