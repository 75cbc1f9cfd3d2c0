import { expect, test } from "vitest";
import { openStage } from "./kit/stage.ts";
import { TicketPage } from "./kit/ticket-page.ts";

const COAT = "https://moorlicht.example/collections/coats/products/heath-coat?colour=blue";

test("A link is short on the phone, leads to what the agent wrote, and the agent sees its clicks", async () => {
  const stage = await openStage();
  const phone = await stage.phone("maren-voss");
  const page = await stage.workspace();
  await phone.text("Does the coat come in blue?");
  const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");
  await ticket.reply(`It does: ${COAT}`);
  await ticket.text(COAT).getByText("no clicks yet").waitFor();

  await phone.receives(/^It does: /);
  const link = phone.thread.getByText(/^It does: /).getByRole("link");
  expect(await link.getAttribute("href")).toMatch(/\/l\/\w{11}$/);
  for (let click = 0; click < 2; click += 1) {
    const arrival = phone.page.context().waitForEvent("request", (request) => request.url() === COAT);
    await link.click();
    await arrival;
  }
  await ticket.text(COAT).getByText("2 clicks").waitFor();
});
