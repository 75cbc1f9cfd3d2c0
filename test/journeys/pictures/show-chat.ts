import type { Page } from "playwright-core";
import { TicketPage } from "../kit/ticket-page.ts";
import type { Chat } from "./chats.ts";
import type { Studio } from "./studio.ts";

/** Plays a talk by text up to the agent's second answer, which stands in the composer. */
export async function showChat(studio: Studio, page: Page, chat: Chat): Promise<TicketPage> {
  const customer = studio.sandbox.world.customers.find(({ key }) => key === chat.customer);
  const name = `${customer?.firstName} ${customer?.lastName}`;
  const { name: campaign, text: body } = chat.campaign;
  studio.sandbox.klaviyo.send({ kind: "campaign", name: campaign, to: studio.phoneOf(chat.customer), body });
  await studio.sandbox.klaviyo.idle();
  studio.text(chat.customer, chat.asks);
  const ticket = await TicketPage.fromView(page, "Unassigned tickets", `Text from ${name}`);
  await page.getByRole("button", { name: "take it" }).click();
  await ticket.reply(chat.answer);
  await ticket.text(chat.answer).waitFor();
  studio.text(chat.customer, chat.asksMore);
  await ticket.text(chat.asksMore).waitFor();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await ticket.write(chat.draft);
  await page.getByRole("textbox", { name: "Public reply" }).hover();
  return ticket;
}
