import { describe, expect, it } from "vitest";
import { eventually } from "../kit/wait.ts";
import { openScene, type Scene } from "./kit/scene.ts";

const png = { contentType: "image/png", bytes: Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10]) };
const bodies = Array.from({ length: 60 }, (_, index) => `Text ${index + 1}`);

/** Longer than a text waits to be joined. */
const A_MINUTE = { timeout: 90_000 };

/** Every text that a ticket holds, in its order. */
const textsOn = (scene: Scene, ticketId: number) =>
  scene
    .said(ticketId)
    .join("\n\n")
    .split("\n\n")
    .filter((part) => part.startsWith("Text "));

const updatesOf = (scene: Scene, ticketId: number) =>
  scene.sandbox.zendesk.exchanges.filter(
    ({ method, path }) => method === "PUT" && path.startsWith(`/api/v2/tickets/${ticketId}`),
  );

describe("60 texts at once", { concurrent: true, timeout: 120_000 }, () => {
  it("come in order, none dropped, none twice, within Zendesk's limit", async ({ onTestFinished }) => {
    const scene = await openScene({}, onTestFinished);
    const { phone } = scene.customer("maren-voss");
    await scene.textInTurn(phone, ...bodies.slice(0, 58));
    scene.text(phone, bodies[58] ?? "", [png]);
    await scene.sandbox.twilio.webhooks.idle();
    scene.text(phone, bodies[59] ?? "", [png, png]);
    const ticket = await scene.ticketWith("Text 1");
    await eventually(() => textsOn(scene, ticket.id).length === 60, A_MINUTE);
    await scene.quiet();
    expect(textsOn(scene, ticket.id)).toEqual(bodies);
    expect(scene.commentsOn(ticket.id).flatMap(({ attachments }) => attachments)).toHaveLength(3);
    expect(scene.textTickets()).toHaveLength(1);
    const updates = updatesOf(scene, ticket.id);
    expect(updates.length).toBeLessThan(30);
    expect(updates.filter(({ status }) => status !== 200)).toEqual([]);
    await scene.agent.updateTicket(ticket.id, { comment: { body: "Got them all.", public: true } });
    await scene.quiet();
    expect(scene.sms().map(({ body }) => body)).toEqual(["Got them all."]);
  });

  it("are as many comments when the server is started again amid them", async ({ onTestFinished }) => {
    const scene = await openScene({}, onTestFinished);
    const { phone } = scene.customer("maren-voss");
    await scene.textInTurn(phone, ...bodies);
    const ticket = await scene.ticketWith("Text 10");
    await scene.system.stopServer();
    await scene.system.restartServer();
    await eventually(() => textsOn(scene, ticket.id).length === 60, A_MINUTE);
    await scene.quiet();
    expect(textsOn(scene, ticket.id)).toEqual(bodies);
    expect(updatesOf(scene, ticket.id).length).toBeLessThan(30);
  });
});
