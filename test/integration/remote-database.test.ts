import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createAgent } from "../kit/agent.ts";
import { startSystem } from "../kit/system.ts";
import { eventually } from "../kit/wait.ts";
import { createHranaServer } from "../sandbox/hrana/hrana-server.ts";
import { listen } from "../sandbox/kit/listen.ts";
import { commentsOf } from "../sandbox/zendesk/tickets/history.ts";

test("two servers on one libSQL server that fails now and then: each text one comment, each reply one text", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-shared-"));
  const hrana = createHranaServer({ file: join(folder, "shared.db") });
  const { origin, close } = await listen(hrana);
  const system = await startSystem({ databaseUrl: origin });
  onTestFinished(async () => {
    await system.stop();
    await close();
    hrana.close();
    await rm(folder, { recursive: true, force: true });
  });
  await system.startAnother();
  const { world, twilio, zendesk } = system.sandbox;
  const agent = createAgent(system.sandbox);
  const texters = world.customers.filter(({ consent }) => consent.sms === "SUBSCRIBED").slice(0, 6);
  hrana.setFaults({ serverError: 0.01, cutAfterCommit: 0.02, loseBaton: 0.005, busy: 0.02 });

  for (const body of ["one", "two"]) {
    for (const { phone } of texters) twilio.text({ from: phone, to: world.smsNumber, body });
    await twilio.webhooks.idle();
  }
  const tickets = await eventually(
    () => {
      const opened = [...zendesk.state.tickets.values()].filter(({ tags }) => tags.includes("sms"));
      return (
        opened.length >= texters.length &&
        opened.every(({ id }) => commentsOf(zendesk.state, id).length >= 2) &&
        opened
      );
    },
    { timeout: 40_000 },
  );
  expect(tickets.map(({ id }) => commentsOf(zendesk.state, id).map(({ body }) => body))).toEqual(
    texters.map(() => ["one", "two"]),
  );

  for (const { id } of tickets)
    await agent.updateTicket(id, { comment: { body: `answer ${id}`, public: true } });
  const sent = () =>
    [...twilio.state.messages.values()].filter(({ direction }) => direction === "outbound-api");
  await eventually(() => sent().length >= tickets.length, { timeout: 40_000 });
  await twilio.idle();
  expect(
    sent()
      .map(({ body }) => body)
      .sort(),
  ).toEqual(tickets.map(({ id }) => `answer ${id}`).sort());
}, 90_000);
