import { expect, test } from "vitest";
import { klaviyoPerson } from "./kit/klaviyo-person.ts";
import { passTime } from "./kit/pass-time.ts";
import { openStage } from "./kit/stage.ts";
import { TicketPage } from "./kit/ticket-page.ts";

const DAY_MS = 24 * 60 * 60_000;

test("WhatsApp is answered for a day after the customer wrote; then a reply is stopped", async () => {
  const stage = await openStage();
  const { consents } = klaviyoPerson(stage.sandbox, "maren-voss");
  Object.assign(consents["whatsapp.marketing"] ?? {}, { state: "SUBSCRIBED", at: new Date() });
  const phone = await stage.phone("maren-voss", "whatsapp");
  const page = await stage.workspace();
  await phone.text("Does the coat come in blue?");
  const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");
  const { app } = ticket;
  const replyBox = app.getByRole("textbox", { name: "Reply by WhatsApp" });
  await replyBox.waitFor();
  await app.getByText(/^Can be answered until .*\d\d:\d\d$/).waitFor();
  await ticket.replyFromApp("It does, from Monday.");
  await phone.receives("It does, from Monday.");

  await passTime(page, DAY_MS);
  await app.getByText(/^Expired: could be answered until .*\d\d:\d\d$/).waitFor();
  await replyBox.waitFor({ state: "detached" });
  await ticket.write("It is here now.");
  await ticket.submitInVain("WhatsApp takes answers for 24 hours after Maren last wrote.");
  await ticket.makeNote();
  await ticket.submitNote("It is here now.");
  expect(await phone.thread.getByText("It is here now.").count()).toBe(0);
});
