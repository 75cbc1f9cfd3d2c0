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

test("After STOP a reply is stopped with the reason and becomes a note; after START one goes out", async () => {
  const stage = await openStage();
  const { twilio, zendesk } = stage.sandbox;
  const phone = await stage.phone("maren-voss");
  const page = await stage.workspace();
  await phone.text("Does the coat come in blue?");
  const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");
  const replyBox = ticket.app.getByRole("textbox", { name: "Reply by text" });
  await replyBox.waitFor();

  await ticket.write("It does, from Monday.");
  await phone.text("STOP");
  await phone.receives(/You have successfully been unsubscribed/);
  await replyBox.waitFor({ state: "detached" });
  await ticket.app.getByRole("button", { name: "SMS : Unsubscribed" }).waitFor();
  await ticket.submitInVain(/Maren opted out of texts on .+ ask Maren to text START\./);
  await ticket.app.getByText("Maren would not get this reply").waitFor();
  await ticket.makeNote();
  await ticket.submitNote("It does, from Monday.");

  await phone.text("START");
  await replyBox.waitFor();
  await page.getByRole("radio", { name: "Public reply" }).check();
  await ticket.reply("It is here now.");
  await phone.receives("It is here now.");
  const sent = [...twilio.state.messages.values()].filter(({ direction }) => direction === "outbound-api");
  expect(sent.map(({ body }) => body)).toEqual(["It is here now."]);
  const [made, ...others] = textTickets(stage.sandbox);
  expect(others).toEqual([]);
  expect(commentsOf(zendesk.state, made!.id).map(({ body, public: isPublic }) => [body, isPublic])).toEqual([
    ["Does the coat come in blue?", true],
    ["It does, from Monday.", false],
    ["It is here now.", true],
  ]);
});

test("HELP is answered by the carrier, and by a person on a ticket", async () => {
  const stage = await openStage();
  const phone = await stage.phone("maren-voss");
  const page = await stage.workspace();
  await phone.text("HELP");
  await phone.receives(/Reply STOP to unsubscribe/);
  const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");
  await ticket.comment("Maren Voss", "HELP").waitFor();
  await ticket.reply("What can we do for you?");
  await phone.receives("What can we do for you?");
  expect(textTickets(stage.sandbox)).toHaveLength(1);
});
