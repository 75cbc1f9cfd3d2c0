import { expect, test } from "vitest";
import { eventually } from "../kit/wait.ts";
import { closeSolved } from "./kit/close-solved.ts";
import { openStage } from "./kit/stage.ts";
import { textTickets } from "./kit/text-tickets.ts";
import { TicketPage } from "./kit/ticket-page.ts";

test("A text to a pending, on-hold or solved ticket is its comment and opens it again", async () => {
  const stage = await openStage();
  const phone = await stage.phone("maren-voss");
  const page = await stage.workspace();
  await phone.text("Does the coat come in blue?");
  const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");

  for (const status of ["Pending", "On-hold", "Solved"] as const) {
    await ticket.submitAs(status);
    await phone.text(`Are you there? It is ${status}.`);
    await ticket.comment("Maren Voss", `It is ${status}.`).waitFor();
    await ticket.hasStatus("Open");
  }
  await ticket.text("It is Solved.").waitFor();
  await ticket.app.getByRole("region", { name: "Ticket" }).getByText("Open", { exact: true }).waitFor();
  expect(textTickets(stage.sandbox)).toHaveLength(1);
});

test("A text to a closed ticket makes a follow-up of it", async () => {
  const stage = await openStage();
  const phone = await stage.phone("tom-whitfield");
  const page = await stage.workspace();
  await phone.text("Do the boots run small?");
  const first = await TicketPage.fromView(page, "Unassigned tickets", "Text from Tom Whitfield");
  await first.submitAs("Solved");
  await closeSolved(stage.sandbox);
  await first.hasStatus("Closed");

  await phone.text("One more question.");
  const followUp = await eventually(() => textTickets(stage.sandbox)[1], { timeout: 15_000 });
  const [closed] = textTickets(stage.sandbox);
  expect(followUp.via.source).toMatchObject({ rel: "follow_up", from: { ticket_id: closed?.id } });

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Views" }).click();
  const next = await TicketPage.fromView(page, "Unassigned tickets", followUp.subject ?? "");
  await next.comment("Tom Whitfield", "One more question.").waitFor();
  await next.text("Do the boots run small?").waitFor();
  await next.reply("Ask away.");
  await phone.receives("Ask away.");
});
