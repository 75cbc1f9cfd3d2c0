import { expect, test } from "vitest";
import { commentsOf } from "../sandbox/zendesk/tickets/history.ts";
import { openStage } from "./kit/stage.ts";
import { textTickets } from "./kit/text-tickets.ts";
import { TicketPage } from "./kit/ticket-page.ts";

test("A text from someone without consent is kept in the thread and makes no ticket", async () => {
  const stage = await openStage();
  const phone = await stage.phone("marcus-delaney");
  const page = await stage.workspace();
  await phone.text("Is the customs form ready?");

  const earlier = await TicketPage.fromView(page, "Recently solved tickets", "Customs charge on #1196");
  await earlier.text("Is the customs form ready?").waitFor({ timeout: 15_000 });
  expect(textTickets(stage.sandbox)).toEqual([]);
});

test("After STOP no reply goes out and the ticket says why; after START one does", async () => {
  const stage = await openStage();
  const { zendesk } = stage.sandbox;
  const phone = await stage.phone("maren-voss");
  const page = await stage.workspace();
  await phone.text("Does the coat come in blue?");
  const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");
  const replyBox = ticket.app.getByRole("textbox", { name: "Reply by text" });
  await replyBox.waitFor();

  await phone.text("STOP");
  const reason = ticket.app.getByText(/^Maren opted out of texts on .+ ask Maren to text START\.$/);
  await reason.waitFor();
  await replyBox.waitFor({ state: "detached" });
  await ticket.app.getByRole("button", { name: "SMS : Unsubscribed" }).waitFor();

  await ticket.reply("It does, from Monday.");
  const note = ticket.conversation.getByRole("article", { name: /^Internal note/ });
  await note.filter({ hasText: "Not sent as a text: the customer opted out of texts." }).waitFor();
  await ticket.text("It does, from Monday.").getByRole("img", { name: "Not sent" }).waitFor();

  await phone.text("START");
  await replyBox.waitFor();
  await ticket.reply("It is here now.");
  await phone.receives("It is here now.");
  expect(await phone.thread.getByText("It does, from Monday.").count()).toBe(0);
  const [made] = textTickets(stage.sandbox);
  const bodies = commentsOf(zendesk.state, made!.id).map(({ body }) => body);
  expect(bodies.filter((body) => /STOP$|^START$/.test(body))).toEqual([]);
});
