import type { Page } from "playwright-core";
import { createAgent } from "../../kit/agent.ts";
import { eventually } from "../../kit/wait.ts";
import { NavBar } from "../kit/nav-bar.ts";
import { textTickets } from "../kit/text-tickets.ts";
import type { Shoot } from "./docs-pictures.ts";
import type { Studio } from "./studio.ts";

const TESTER = "tom-whitfield";

/** Sets everything up in the nav bar, as docs/installing.md tells it, and takes a picture of each step. */
export async function takeSetup(studio: Studio, page: Page, admin: string, shoot: Shoot): Promise<void> {
  const bar = await NavBar.open(page);
  await bar.go("Setup");
  await shoot(page, "sign-in", 440);
  await bar.signIn(admin);
  await bar.consent("Zendesk");
  await isNext(bar, 2);
  await shoot(page, "setup");
  await connectOthers(studio, bar);
  // Choosing the section again takes the page back to its top.
  await bar.go("Connections");
  await shoot(page, "connections");
  await bar.go("Settings");
  await shoot(page, "settings");
  await testText(studio, bar);
  await shoot(page, "test-text");
  await bar.go("Health");
  await bar.app.getByText("Last 100 deliveries").waitFor();
  await shoot(page, "health");
}

const isNext = ({ app }: NavBar, number: number) =>
  app
    .getByRole("listitem")
    .filter({ hasText: `${number}. ` })
    .getByText("Next", { exact: true })
    .waitFor();

async function connectOthers({ sandbox }: Studio, bar: NavBar): Promise<void> {
  const { app } = bar;
  const { accountSid, authToken } = sandbox.twilio.credentials;
  await bar.consent("Klaviyo");
  await isNext(bar, 3);
  await app.getByRole("textbox", { name: "Account SID" }).fill(accountSid);
  await app.getByLabel("Auth token").fill(authToken);
  await app.getByRole("button", { name: "Connect Twilio" }).click();
  await app.getByRole("button", { name: "Save" }).waitFor();
  await app.getByRole("radio", { name: "From some brands only" }).check({ force: true });
  await app.getByRole("checkbox", { name: "Moorlicht Werkstatt" }).uncheck({ force: true });
  await app.getByRole("button", { name: "Save" }).click();
  await app.getByRole("button", { name: "Make the view" }).click();
  await app.getByRole("button", { name: "Make the automation" }).click();
  await isNext(bar, 6);
  await bar.go("Connections");
  const shopify = app.getByRole("region", { name: "Shopify" });
  await shopify.getByRole("textbox", { name: "Shop domain" }).fill(sandbox.world.account.shopDomain);
  await bar.consent("Shopify", "Install", shopify);
  await shopify.getByText("Connected", { exact: true }).waitFor();
}

/** An admin texts the shop from their own phone, and a colleague answers. */
async function testText({ sandbox, order, phoneOf, text }: Studio, bar: NavBar): Promise<void> {
  const { app } = bar;
  const { klaviyo, world } = sandbox;
  order(TESTER, "ML-105-PETROL");
  klaviyo.send({
    kind: "campaign",
    name: "Autumn sale",
    to: phoneOf(TESTER),
    body: "Moorlicht: 20 % off till Sunday.",
  });
  await klaviyo.idle();
  await bar.go("Test text");
  await app.getByRole("textbox", { name: "Your phone number" }).fill(phoneOf(TESTER));
  await app.getByRole("combobox", { name: "Which number you text" }).selectOption(world.smsNumber);
  await app.getByRole("button", { name: "Wait for my text" }).click();
  await app.getByText("Text received").waitFor();
  text(TESTER, "Hello from the warehouse. Does this reach you?");
  const ticket = await eventually(() => textTickets(sandbox)[0], { timeout: 20_000 });
  const reply = { body: "Loud and clear.", public: true };
  await createAgent(sandbox, "Tarik Yılmaz").updateTicket(ticket.id, { comment: reply });
  await app.getByText("It went all the way through.").waitFor();
}
