import { expect, test } from "vitest";
import { createAgent } from "../kit/agent.ts";
import { klaviyoPerson } from "./kit/klaviyo-person.ts";
import { openStage } from "./kit/stage.ts";
import { TicketPage } from "./kit/ticket-page.ts";

test("An agent who is the customer is told so before the save; another agent's reply goes out", async () => {
  const stage = await openStage();
  const { email } = createAgent(stage.sandbox, "Owen Marsh").user;
  klaviyoPerson(stage.sandbox, "maren-voss").attributes.email = email;
  const phone = await stage.phone("maren-voss");
  await phone.text("Does the coat come in blue?");
  const owen = await stage.workspace("Owen Marsh");
  const own = await TicketPage.fromView(owen, "Unassigned tickets", "Text from Maren Voss");
  await own.app.getByText("The customer's e-mail is your own. Another agent can reply.").waitFor();
  await own.write("Am I there?");
  await own.submitInVain("the customer's e-mail is your own.");

  const tarik = await stage.workspace("Tarik Yılmaz");
  const ticket = await TicketPage.fromView(tarik, "Unassigned tickets", "Text from Maren Voss");
  await ticket.reply("It does, from Monday.");
  await phone.receives("It does, from Monday.");
  expect(await phone.thread.getByText("Am I there?").count()).toBe(0);
});

test("Nothing but a public reply by text is stopped", async () => {
  const stage = await openStage();
  const phone = await stage.phone("maren-voss");
  const page = await stage.workspace();
  await phone.text("Does the coat come in blue?");
  const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");
  await phone.text("STOP");
  await ticket.app.getByText("ask Maren to text START").waitFor();
  await ticket.submitAs("Pending");
  await page.getByRole("radio", { name: "Internal note" }).check();
  await page.getByRole("textbox", { name: "Internal note" }).fill("She wants no texts.");
  await ticket.submitNote("She wants no texts.");

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Views" }).click();
  const byEmail = await TicketPage.fromView(page, "All unsolved tickets", /^Handschuhe aus/);
  await byEmail.app.getByRole("button", { name: "SMS : Unsubscribed" }).waitFor();
  await byEmail.reply("Ja, bitte schicken Sie sie zurück.");
});

test("While the server hangs the save goes on after two seconds", async () => {
  const stage = await openStage();
  const phone = await stage.phone("maren-voss");
  const page = await stage.workspace();
  await phone.text("Does the coat come in blue?");
  const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");
  await ticket.app.getByRole("textbox", { name: "Reply by text" }).waitFor();
  await page.route("**/_proxy/**", () => undefined);
  await ticket.write("It does, from Monday.");
  const startedAt = performance.now();
  await ticket.submit();
  await phone.receives("It does, from Monday.");
  const tookMs = performance.now() - startedAt;
  expect(tookMs).toBeGreaterThan(1_900);
  expect(tookMs).toBeLessThan(15_000);
  await ticket.comment("Owen Marsh", "It does, from Monday.").waitFor();
});
