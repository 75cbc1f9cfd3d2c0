import { test } from "vitest";
import { openStage } from "./kit/stage.ts";
import { TicketPage } from "./kit/ticket-page.ts";

test("A reply that did not arrive is told on the ticket and in the thread, with what to do", async () => {
  const stage = await openStage();
  const phone = await stage.phone("maren-voss");
  const page = await stage.workspace();
  await phone.text("Does the coat come in blue?");
  const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");
  await ticket.text("Does the coat come in blue?").waitFor();

  await phone.setOffline(true);
  await ticket.reply("It does, from Monday.");
  await ticket
    .note("Not sent as a text: the phone is switched off or out of reach. Try again later.")
    .waitFor();
  const lost = ticket.text("It does, from Monday.");
  await lost.getByRole("img", { name: "Not delivered" }).waitFor();
  await lost.getByText("Not delivered: the phone is switched off or out of reach.").waitFor();

  await phone.setOffline(false);
  await ticket.reply("Once more: it does, from Monday.");
  await phone.receives("Once more: it does, from Monday.");
  await ticket.text("Once more").getByRole("img", { name: "Delivered" }).waitFor();
});
