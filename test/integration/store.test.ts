import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { expect, it, onTestFinished, vi } from "vitest";
import { openScene } from "./kit/scene.ts";

it("without Klaviyo, events stay in the store, each once", async () => {
  const folder = await mkdtemp(join(tmpdir(), "store-"));
  vi.stubEnv("TMPDIR", folder);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });
  const scene = await openScene({ connect: ["zendesk", "twilio"] });
  scene.sandbox.zendesk.setFaults({ webhookTwice: 1 });
  const { phone } = scene.customer("maren-voss");
  scene.text(phone, "START");
  const ticket = await scene.begin();
  await scene.agent.updateTicket(ticket.id, { status: "closed" });
  await scene.quiet();
  expect(scene.sandbox.klaviyo.exchanges).toEqual([]);

  const [own = ""] = (await readdir(folder)).filter((name) => name.startsWith("sidethread-"));
  const store = createClient({ url: `file:${join(folder, own, "sidethread.db")}` });
  onTestFinished(() => store.close());
  const { rows } = await store.execute("SELECT metric, unique_id, properties FROM events ORDER BY id");
  expect(rows.map(({ metric, unique_id }) => [metric, unique_id])).toEqual([
    ["Opened Ticket", `zendesk:moorlicht:ticket:${ticket.id}:opened`],
    ["Resolved Ticket", `zendesk:moorlicht:ticket:${ticket.id}:resolved`],
  ]);
  for (const { properties } of rows)
    expect(JSON.parse(String(properties))).toMatchObject({ Ticket_id: ticket.id });
});
