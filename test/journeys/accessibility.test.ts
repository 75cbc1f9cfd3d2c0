import { expect, test } from "vitest";
import { PIXEL } from "../contract/twilio-caller.ts";
import { appFrame } from "./kit/app-frame.ts";
import { audit } from "./kit/audit.ts";
import { openStage } from "./kit/stage.ts";
import { TicketPage } from "./kit/ticket-page.ts";

test.each(["light", "dark"] as const)(
  "Nothing in the workspace or the app is in the way of a screen reader or the eye, %s",
  async (scheme) => {
    const stage = await openStage();
    const phone = await stage.phone("maren-voss");
    const page = await stage.workspace("Owen Marsh", { bypassCSP: true, reducedMotion: "reduce" });
    if (scheme === "dark") {
      await page.getByRole("button", { name: "Profile: Owen Marsh" }).click();
      await page.getByRole("switch", { name: "Dark mode" }).check();
      await page.keyboard.press("Escape");
    }
    const { klaviyo, twilio, world } = stage.sandbox;
    klaviyo.send({ kind: "campaign", name: "Autumn sale", to: phone.number, body: "Coats: 20 % off." });
    await phone.text("Does the coat come in blue?");
    const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");
    await ticket.text("Coats: 20 % off.").getByText("Campaign · Autumn sale").waitFor();
    await ticket.reply("It does, from Monday.");
    await ticket.text("It does, from Monday.").getByRole("img", { name: "Delivered" }).waitFor();
    twilio.setFailure(phone.number, 30007);
    await ticket.reply("https://moorlicht.example/coats");
    await ticket.text("/coats").getByText("Not delivered: the carrier holds our texts").waitFor();
    const [from, to] = [`whatsapp:${phone.number}`, `whatsapp:${world.smsNumber}`];
    twilio.text({ from, to, body: "I am here, too.", media: [{ contentType: "image/png", bytes: PIXEL }] });
    await ticket.text("I am here, too.").getByText("WhatsApp").waitFor();
    await ticket.app.getByRole("button", { name: /#.+ Refunded/ }).click();
    await ticket.app.getByRole("textbox", { name: "Reply by text" }).fill("Anything else?");
    const violations = async () => [...(await audit(page)), ...(await audit(await appFrame(page)))];
    expect(await violations()).toEqual([]);

    await phone.text("STOP");
    await ticket.app.getByText("ask Maren to text START").waitFor();
    await ticket.write("Anything else?");
    await ticket.submitInVain("Maren opted out of texts");
    expect(await violations()).toEqual([]);
    await ticket.makeNote();
    expect(await violations()).toEqual([]);
    await ticket.submitNote("Anything else?");

    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Sidethread" }).click();
    await ticket.app.getByRole("heading", { name: "Connections" }).waitFor();
    expect(await violations()).toEqual([]);
  },
);
