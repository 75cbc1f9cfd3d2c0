import type { AdminHealth, AuditEntry } from "@sidethread/shared/admin";
import { expect, test } from "vitest";
import { eventually } from "../kit/wait.ts";
import { signIn } from "./kit/admin.ts";
import { openScene, type Scene } from "./kit/scene.ts";

const SOON = { timeout: 10_000 };

/** Texts are to go to a brand that Zendesk has no more. */
async function removeBrandOfTexts({ choose, sandbox }: Scene) {
  const { brands } = sandbox.zendesk.state;
  const other = [...brands.values()].find((brand) => !brand.default);
  await choose({ textBrandId: String(other?.id) });
  brands.delete(other?.id ?? 0);
}

async function openAdmin(options: Parameters<typeof openScene>[0] = {}) {
  const scene = await openScene(options);
  const fetchAdmin = await signIn(scene.system);
  const health = async () => (await (await fetchAdmin("GET", "/health")).json()) as AdminHealth;
  return { scene, fetchAdmin, health };
}

test("a text's delivery is listed with all that followed from it", async () => {
  const { scene, health } = await openAdmin();
  await scene.begin("maren-voss", "A text on its way");
  await scene.quiet();
  const { deliveries, work, deadLetters } = await health();
  const text = deliveries.find(({ source }) => source === "twilio.text");
  expect(text).toMatchObject({
    state: "handled",
    error: null,
    effects: [{ kind: "conversations.place_text", state: "done", attempts: 1, error: null }],
  });
  expect(text?.handledAt).not.toBeNull();
  const opened = deliveries.find(({ effects }) => effects.some(({ kind }) => kind === "metrics.send_event"));
  expect(opened?.source).toBe("zendesk.ticket");
  expect(deliveries.map(({ id }) => Number(id))).toEqual(
    deliveries.map(({ id }) => Number(id)).sort((a, b) => b - a),
  );
  expect(JSON.stringify(deliveries)).not.toContain("A text on its way");
  expect(work).toEqual({ waiting: 0, failed: 0, oldestSeconds: null });
  expect(deadLetters).toEqual([]);
});

test("what vendors said of their limits is told", async () => {
  const { scene, health } = await openAdmin();
  await scene.begin();
  await scene.quiet();
  const { limits, breakers } = await health();
  for (const vendor of ["zendesk", "klaviyo"]) {
    const limit = limits.find((one) => one.vendor === vendor);
    expect(limit?.of).toBeGreaterThan(0);
    expect(limit?.remaining).toBeGreaterThanOrEqual(0);
    expect(limit?.remaining).toBeLessThanOrEqual(limit?.of ?? 0);
    expect(breakers).toContainEqual(expect.objectContaining({ vendor, state: "closed" }));
  }
});

test("a vendor that fails again and again has its breaker open, and the work waits", async () => {
  const { scene, health } = await openAdmin();
  scene.sandbox.zendesk.setFaults({ serverError: 1 });
  scene.text(scene.customer("maren-voss").phone, "Is anybody there?");
  const broken = await eventually(async () => {
    const told = await health();
    return told.breakers.some(({ vendor, state }) => vendor === "zendesk" && state === "open") && told;
  }, SOON);
  expect(broken.work.waiting).toBeGreaterThan(0);
  expect(broken.work.oldestSeconds).toBeGreaterThanOrEqual(0);
});

test("a dead letter says why, is replayed once its cause is mended, and that is written down", async () => {
  const { scene, fetchAdmin, health } = await openAdmin();
  await removeBrandOfTexts(scene);
  scene.text(scene.customer("maren-voss").phone, "Which brand is this?");
  const [letter] = await eventually(async () => {
    const { deadLetters } = await health();
    return deadLetters.length > 0 && deadLetters;
  }, SOON);
  expect(letter).toMatchObject({ kind: "conversations.place_text", attempts: 1 });
  expect(letter?.reason).toContain("zendesk answered 422");
  expect(letter).not.toHaveProperty("payload");

  await scene.choose({ textBrandId: null });
  const replayed = await fetchAdmin("POST", "/dead-letters/replay", { id: letter?.id });
  expect(await replayed.json()).toEqual({ replayed: 1 });
  await scene.ticketWith("Which brand is this?");
  await scene.quiet();
  expect((await health()).deadLetters).toEqual([]);
  const { entries } = (await (await fetchAdmin("GET", "/audit")).json()) as { entries: AuditEntry[] };
  expect(entries[0]).toMatchObject({
    action: "dead_letters.replayed",
    after: { id: letter?.id, letters: 1 },
  });
});

test("dead letters of a kind are given up together", async () => {
  const { scene, fetchAdmin, health } = await openAdmin();
  await removeBrandOfTexts(scene);
  scene.text(scene.customer("maren-voss").phone, "One");
  scene.text(scene.customer("lucia-navarro").phone, "Two");
  await eventually(async () => (await health()).deadLetters.length === 2, SOON);
  const kind = "conversations.place_text";
  const discarded = await fetchAdmin("POST", "/dead-letters/discard", { kind });
  expect(await discarded.json()).toEqual({ discarded: 2 });
  expect((await health()).deadLetters).toEqual([]);
  expect(scene.textTickets()).toEqual([]);
  expect((await fetchAdmin("POST", "/dead-letters/discard", {})).status).toBe(422);
});

test("an admin of another account sees none of it, and changes none of it", async () => {
  const { scene, health } = await openAdmin();
  await removeBrandOfTexts(scene);
  scene.text(scene.customer("maren-voss").phone, "Whose text is this?");
  await eventually(async () => (await health()).deadLetters.length === 1, SOON);
  const stranger = await signIn(scene.system, { subdomain: "hafenlicht" });
  expect(await (await stranger("GET", "/health")).json()).toMatchObject({
    work: { waiting: 0, failed: 0 },
    limits: [],
    breakers: [],
    deadLetters: [],
    deliveries: [],
  });
  const id = (await health()).deadLetters[0]?.id;
  expect(await (await stranger("POST", "/dead-letters/replay", { id })).json()).toEqual({ replayed: 0 });
  expect(await (await stranger("POST", "/dead-letters/discard", { id })).json()).toEqual({ discarded: 0 });
  expect((await health()).deadLetters).toHaveLength(1);
});
