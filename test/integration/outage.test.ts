import { expect, onTestFinished, test } from "vitest";
import { startSystem } from "../kit/system.ts";
import { eventually } from "../kit/wait.ts";
import { commentsOf } from "../sandbox/zendesk/tickets/history.ts";

test("texts and pictures sent while the server was down become tickets once it is back, in order, once each", async () => {
  const system = await startSystem();
  onTestFinished(() => system.stop());
  const { world, twilio, zendesk } = system.sandbox;
  const [customer] = world.customers.filter(({ key }) => key === "maren-voss");
  const text = (body: string, media: { contentType: string; bytes: Uint8Array<ArrayBuffer> }[] = []) =>
    twilio.text({ from: customer?.phone ?? "", to: world.smsNumber, body, media });

  text("before");
  await eventually(() => [...zendesk.state.tickets.values()].find(({ tags }) => tags.includes("sms")));
  await system.stopServer();
  text("while you were out");
  text("and a picture", [{ contentType: "image/png", bytes: new Uint8Array([137, 80, 78, 71]) }]);
  await twilio.webhooks.idle();
  await system.restartServer();

  const ticket = await eventually(() =>
    [...zendesk.state.tickets.values()].find(({ tags }) => tags.includes("sms")),
  );
  const comments = await eventually(
    () => {
      const found = commentsOf(zendesk.state, ticket.id);
      return found.length >= 3 && found;
    },
    { timeout: 10_000 },
  );
  expect(comments.map(({ body }) => body)).toEqual(["before", "while you were out", "and a picture"]);
  expect(comments[2]?.attachments).toHaveLength(1);
}, 30_000);
