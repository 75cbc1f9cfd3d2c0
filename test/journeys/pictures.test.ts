import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { PIXEL } from "../contract/twilio-caller.ts";
import { eventually } from "../kit/wait.ts";
import { commentsOf } from "../sandbox/zendesk/tickets/history.ts";
import { openStage } from "./kit/stage.ts";
import { textTickets } from "./kit/text-tickets.ts";
import { TicketPage } from "./kit/ticket-page.ts";

const isDrawn = (picture: Locator) =>
  eventually(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth > 0));

test("A picture from the phone is on the ticket, one from the agent on the phone", async () => {
  const stage = await openStage();
  const phone = await stage.phone("maren-voss");
  const page = await stage.workspace();
  await phone.sendPicture("coat.png", PIXEL);

  const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");
  await isDrawn(ticket.conversation.getByRole("link").getByRole("img"));
  await ticket.text("Picture, on the ticket").waitFor();
  const [made] = textTickets(stage.sandbox);
  const [comment] = commentsOf(stage.sandbox.zendesk.state, made!.id);
  expect(comment?.attachments.map(({ content_type }) => content_type)).toEqual(["image/png"]);

  await ticket.write("This blue?");
  await ticket.attach("blue.png", "image/png", PIXEL);
  await ticket.submit();
  await phone.receives("This blue?");
  await isDrawn(phone.thread.getByRole("img", { name: "Picture" }).nth(1));
  await ticket.text("This blue?").getByText("Picture, on the ticket").waitFor();
  await ticket.text("This blue?").getByRole("img", { name: "Delivered" }).waitFor();
});

test("A file that no phone shows is stopped before the save", async () => {
  const stage = await openStage();
  const phone = await stage.phone("maren-voss");
  const page = await stage.workspace();
  await phone.text("May I have the size chart?");
  const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");
  await ticket.app.getByRole("textbox", { name: "Reply by text" }).waitFor();
  await ticket.write("Here it is.");
  await ticket.attach("sizes.pdf", "application/pdf", new TextEncoder().encode("%PDF-1.7"));
  await ticket.submitInVain("the carrier does not take this kind of file.");
  await page.getByRole("button", { name: "Remove sizes.pdf" }).click();
  await ticket.reply("Here it is.");
  await phone.receives("Here it is.");
  await ticket.app.getByText("Maren would not get this reply").waitFor({ state: "detached" });
});
