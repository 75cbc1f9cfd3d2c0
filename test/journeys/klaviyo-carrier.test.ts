import { expect, test } from "vitest";
import { openKlaviyoStage } from "./kit/klaviyo-stage.ts";
import { TicketPage } from "./kit/ticket-page.ts";

test.each([
  ["told by webhook", true],
  ["asked for them", false],
])("With Klaviyo as the carrier, texts come and go, %s", async (_, webhooks) => {
  const stage = await openKlaviyoStage({ webhooks });
  const { maren, sandbox } = stage;
  const page = await stage.workspace();
  maren.text("Does the coat come in blue?");
  const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");
  await ticket.comment("Maren Voss", "Does the coat come in blue?").waitFor();

  await ticket.reply("It does, from Monday.");
  await maren.receives("It does, from Monday.");
  await ticket.text("It does, from Monday.").getByRole("img", { name: "Delivered" }).waitFor();
  maren.text("Put one aside, please.");
  await ticket.comment("Maren Voss", "Put one aside, please.").waitFor();
  await ticket.text("Put one aside, please.").waitFor();
  expect(await ticket.texts.getByText("It does, from Monday.").count()).toBe(1);
  const replies = sandbox.klaviyo.state.messages.filter(({ kind }) => kind === "reply");
  expect(replies.map(({ to, body }) => [to, body])).toEqual([[maren.number, "It does, from Monday."]]);
});

test("A campaign is in the thread, and the text that answers it says so", async () => {
  const stage = await openKlaviyoStage({ webhooks: true });
  const { maren, sandbox } = stage;
  const page = await stage.workspace();
  sandbox.klaviyo.send({
    kind: "campaign",
    name: "Autumn sale",
    to: maren.number,
    body: "All coats are 20 % off until Sunday.",
  });
  await maren.receives("All coats are 20 % off until Sunday.");
  maren.text("The blue one as well?");
  const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");
  const campaign = ticket.text("All coats are 20 % off until Sunday.");
  await campaign.getByText("Campaign · Autumn sale").waitFor();
  await ticket.text("The blue one as well?").getByText("Answers Autumn sale").waitFor();
  await ticket.reply("It is.");
  await ticket.text("It is.").getByRole("img", { name: "Delivered" }).waitFor();

  sandbox.klaviyo.send({ kind: "inbox", to: maren.number, body: "This is Kim: two are left." });
  await ticket.note("A reply from Klaviyo's inbox was texted to the customer:").waitFor();
  await ticket.text("This is Kim: two are left.").getByText("Klaviyo inbox").waitFor();
  maren.text("Then I take it.");
  await ticket.text("Then I take it.").waitFor();
  expect(await ticket.texts.getByText(/^Answers/).count()).toBe(1);
});
