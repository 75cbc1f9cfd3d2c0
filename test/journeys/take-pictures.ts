import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createAgent } from "../kit/agent.ts";
import { launchChromium } from "../kit/chromium.ts";
import { startSystem } from "../kit/system.ts";
import { PhonePage } from "./kit/phone-page.ts";
import { TicketPage } from "./kit/ticket-page.ts";

const FOLDER = fileURLToPath(new URL("../../docs/images/", import.meta.url));

/** Takes the README's pictures of the workspace, light and dark: a conversation by text, seen by the agent. */
async function takePictures(): Promise<void> {
  const { sandbox, stop } = await startSystem({ withApp: true });
  const browser = await launchChromium();
  try {
    const agent = createAgent(sandbox, "Owen Marsh").user;
    const context = await browser.newContext({
      viewport: { width: 1600, height: 1000 },
      deviceScaleFactor: 0.9,
      timezoneId: "Europe/Berlin",
    });
    const { origin } = new URL(sandbox.pages.workspace);
    await context.addCookies([{ name: "sandbox_agent", value: String(agent.id), url: origin }]);
    const maren = sandbox.world.customers.find(({ key }) => key === "maren-voss");
    const phone = new PhonePage(await context.newPage(), maren?.phone ?? "");
    await phone.page.goto(`${sandbox.pages.phone}?customer=maren-voss`);
    await phone.text("Does the coat come in blue?");

    const page = await context.newPage();
    await page.goto(sandbox.pages.workspace);
    const ticket = await TicketPage.fromView(page, "Unassigned tickets", "Text from Maren Voss");
    await page.getByRole("button", { name: "take it" }).click();
    await ticket.reply("It does, from Monday. Shall I put one aside for you in M?");
    await ticket.text("It does, from Monday.").getByRole("img", { name: "Delivered" }).waitFor();
    await phone.text("Yes please, M is right. Can I pick it up in the Altona shop?");
    await ticket.text("Yes please").waitFor();
    const draft = page.getByRole("textbox", { name: "Public reply" });
    await page.getByRole("button", { name: "Dismiss" }).click();
    await draft.fill("Of course. It waits for you there from Tuesday, under your name.");
    await ticket.app.getByRole("button", { name: "Open the customer elsewhere" }).waitFor();

    await draft.hover();
    await mkdir(FOLDER, { recursive: true });
    await page.screenshot({ path: `${FOLDER}workspace.png`, animations: "disabled" });
    await page.getByRole("button", { name: `Profile: ${agent.name}` }).click();
    await page.getByRole("switch", { name: "Dark mode" }).check();
    await page.keyboard.press("Escape");
    await draft.click();
    await page.screenshot({ path: `${FOLDER}workspace-dark.png`, animations: "disabled" });
  } finally {
    await browser.close();
    await stop();
  }
}

await takePictures();
