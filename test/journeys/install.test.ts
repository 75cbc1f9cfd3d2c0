import { join } from "node:path";
import { packageApp } from "@sidethread/zendesk-app/package/package-app";
import { expect, onTestFinished, test } from "vitest";
import { openZcli } from "../kit/zcli.ts";
import { appFrame } from "./kit/app-frame.ts";
import { audit } from "./kit/audit.ts";
import { NavBar } from "./kit/nav-bar.ts";
import { openStage, type Stage } from "./kit/stage.ts";
import { TicketPage } from "./kit/ticket-page.ts";

/** Installs the app with Zendesk's command line, as its admin does. */
async function installByZcli({ sandbox, serverOrigin }: Stage): Promise<void> {
  const admin = sandbox.world.agents.find(({ role }) => role === "admin");
  const zcli = await openZcli(sandbox.zendesk.app, admin?.email ?? "");
  onTestFinished(() => zcli.close());
  const { folder } = await packageApp({ backend: serverOrigin, outDir: join(zcli.home, "dist") });
  const { output } = await zcli.run("apps:create", folder);
  expect(output).toContain("Successfully installed app: Sidethread");
}

test("An admin gets from nothing to the first text answered alone", async () => {
  const stage = await openStage({ connect: null, withApp: false });
  const { world, twilio } = stage.sandbox;
  await installByZcli(stage);
  const page = await stage.workspace("Owen Marsh", { bypassCSP: true, reducedMotion: "reduce" });
  const violations = async () => audit(await appFrame(page));
  const bar = await NavBar.open(page);
  const { app } = bar;
  const step = (number: number) => app.getByRole("listitem").filter({ hasText: `${number}. ` });
  const isDone = (number: number) => step(number).getByText("Done", { exact: true }).waitFor();

  await app.getByText("Sidethread is not set up here yet").waitFor();
  await app.getByRole("button", { name: "Go to Setup" }).click();
  await bar.signIn("Owen Marsh");
  await app.getByText("0 of 6 steps done.").waitFor();
  expect(await violations()).toEqual([]);

  await bar.consent("Zendesk");
  await isDone(1);
  await bar.consent("Klaviyo");
  await isDone(2);
  await app.getByRole("textbox", { name: "Account SID" }).fill(twilio.credentials.accountSid);
  await app.getByLabel("Auth token").fill(twilio.credentials.authToken);
  await app.getByRole("button", { name: "Connect Twilio" }).click();
  await isDone(3);
  await app.getByRole("radio", { name: "From some brands only" }).check({ force: true });
  await app.getByRole("checkbox", { name: "Moorlicht Werkstatt" }).uncheck({ force: true });
  await app.getByRole("button", { name: "Save" }).click();
  await isDone(4);
  await app.getByRole("button", { name: "Make the view" }).click();
  await app.getByRole("button", { name: "Make the automation" }).click();
  await isDone(5);

  await bar.go("Connections");
  const shopify = app.getByRole("region", { name: "Shopify" });
  await shopify.getByRole("textbox", { name: "Shop domain" }).fill(world.account.shopDomain);
  await bar.consent("Shopify", "Install", shopify);
  await shopify.getByText("Connected", { exact: true }).waitFor();
  expect(await violations()).toEqual([]);

  await bar.go("Setup");
  await app.getByRole("button", { name: "Go to the test text" }).click();
  const phone = await stage.phone("maren-voss");
  await app.getByRole("textbox", { name: "Your phone number" }).fill(phone.number);
  await app.getByRole("combobox", { name: "Which number you text" }).selectOption(world.smsNumber);
  await app.getByRole("button", { name: "Wait for my text" }).click();
  const reaches = (name: string, state: string) =>
    app
      .getByRole("listitem")
      .filter({ hasText: `${name} · ${state}` })
      .waitFor();
  await reaches("Text received", "waiting");
  await phone.text("Does this work?");
  await reaches("Ticket", "done");
  await reaches("Reply", "waiting");

  const tarik = await stage.workspace("Tarik Yılmaz");
  const ticket = await TicketPage.fromView(tarik, "SMS tickets", "Text from Maren Voss");
  await ticket.text("Does this work?").waitFor();
  await ticket.reply("It does.");
  await phone.receives("It does.");
  await reaches("Delivery", "done");
  await app.getByText("It went all the way through.").waitFor();
  expect(await violations()).toEqual([]);
  await bar.go("Setup");
  await app.getByText("All set up").waitFor();
  await bar.go("Overview");
  await app.getByText("All is well").waitFor();
});
