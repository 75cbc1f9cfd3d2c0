import { expect, test } from "vitest";
import { openStage } from "./kit/stage.ts";
import { textTickets } from "./kit/text-tickets.ts";
import { TicketPage } from "./kit/ticket-page.ts";

test("While the server is away the app keeps what it shows, says since when, and recovers by itself", async () => {
  const stage = await openStage();
  const phone = await stage.phone("maren-voss");
  const page = await stage.workspace();
  await phone.text("Does the coat come in blue?");
  const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");
  const { app } = ticket;
  const value = app.getByRole("region", { name: "Lifetime value" }).getByText(/^€/).first();
  await value.waitFor();
  await ticket.text("Does the coat come in blue?").waitFor();

  await stage.stopServer();
  const notice = app.getByText(/No connection to Sidethread since \d\d:\d\d\. We keep trying\./);
  await notice.waitFor({ timeout: 15_000 });
  expect(await value.isVisible()).toBe(true);
  expect(await ticket.text("Does the coat come in blue?").isVisible()).toBe(true);
  await ticket.reply("It does, from Monday.");

  await stage.restartServer();
  await notice.waitFor({ state: "detached", timeout: 20_000 });
  await phone.receives("It does, from Monday.");
  await ticket.text("It does, from Monday.").getByRole("img", { name: "Delivered" }).waitFor();
  await phone.text("Lovely!");
  await ticket.comment("Maren Voss", "Lovely!").waitFor();
  expect(textTickets(stage.sandbox)).toHaveLength(1);
});
