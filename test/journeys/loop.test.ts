import { expect, test } from "vitest";
import { eventually } from "../kit/wait.ts";
import { receivedEvents } from "../sandbox/klaviyo/received-events.ts";
import { closeSolved } from "./kit/close-solved.ts";
import { openStage } from "./kit/stage.ts";
import { TicketPage } from "./kit/ticket-page.ts";

const PROPERTIES = `Assignee_email Assignee_name Channel Description Fields Group_name Priority Subject Tags
  Ticket_id Type Via Zendesk_url Status`.split(/\s+/);

test("A text becomes a ticket, the reply a text, and Klaviyo hears of both ends", async () => {
  const stage = await openStage();
  const { sandbox } = stage;
  const { world, twilio, klaviyo } = sandbox;
  const phone = await stage.phone("maren-voss");
  const page = await stage.workspace();
  await page.getByRole("list", { name: "Views" }).getByRole("link", { name: "Unassigned tickets" }).click();
  await phone.text("Does the coat come in blue?");

  const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");
  const { app } = ticket;
  await ticket.comment("Maren Voss", "Does the coat come in blue?").waitFor();
  await page.getByRole("status", { name: "Requester" }).getByText("Maren Voss").waitFor();
  await app.getByRole("heading", { level: 1, name: "Maren Voss" }).waitFor();
  await app.getByRole("region", { name: "Lifetime value" }).getByText(/^€/).first().waitFor();
  await app
    .getByRole("region", { name: "Orders" })
    .getByRole("button", { name: /Refunded/ })
    .waitFor();
  await ticket.text("Does the coat come in blue?").waitFor();

  await ticket.reply("It does, from Monday.");
  await phone.receives("It does, from Monday.");
  await ticket.text("It does, from Monday.").getByRole("img", { name: "Delivered" }).waitFor();

  await ticket.replyFromApp("Shall I put one aside?");
  await phone.receives("Shall I put one aside?");
  await ticket.text("Shall I put one aside?").getByRole("img", { name: "Delivered" }).waitFor();
  await ticket.comment("Owen Marsh", "Shall I put one aside?").waitFor();
  const sent = [...twilio.state.messages.values()].filter(({ direction }) => direction === "outbound-api");
  expect(sent.map(({ from, to, body }) => [from, to, body])).toEqual([
    [world.smsNumber, phone.number, "It does, from Monday."],
    [world.smsNumber, phone.number, "Shall I put one aside?"],
  ]);

  await ticket.submitAs("Solved");
  await closeSolved(sandbox);
  await ticket.hasStatus("Closed");
  await app.getByText("This ticket is closed. Reply in a follow-up ticket.").waitFor();
  const events = await eventually(
    () => {
      const received = receivedEvents(klaviyo.state.events).filter(({ metric }) => metric.endsWith("Ticket"));
      return received.length >= 2 && received;
    },
    { timeout: 15_000 },
  );
  expect(events.map(({ metric }) => metric)).toEqual(["Opened Ticket", "Resolved Ticket"]);
  for (const { properties, email, phone: texter } of events) {
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(PROPERTIES));
    expect(properties).toMatchObject({ Description: "Does the coat come in blue?", Channel: "sms" });
    expect([email, texter]).toEqual(["maren.voss@example.com", phone.number]);
  }
});
