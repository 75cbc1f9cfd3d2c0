import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Chat } from "./chats.ts";
import { takeSetup } from "./setup-pictures.ts";
import { showChat } from "./show-chat.ts";
import { inStudio, type Studio } from "./studio.ts";

const ADMIN = "Henrike Sander";
const AGENT = "Owen Marsh";
const CHAT: Chat = {
  locale: "en-GB",
  customer: "maren-voss",
  campaign: { name: "Autumn sale", text: "Moorlicht: the new Sund coats are in, and 20 % off till Sunday." },
  asks: "Does the coat come in blue?",
  answer: "It does, from Monday. Shall I put one aside for you in M?",
  asksMore: "Yes please, M is right. Can I pick it up in the Altona shop?",
  draft: "Of course. It waits for you there from Tuesday, under your name.",
};

/** Keeps a picture of a page, or of its upper part alone. */
export type Shoot = (page: Page, name: string, height?: number) => Promise<unknown>;

/** Takes the pictures of README and docs: an admin sets the app up, an agent answers a text. */
export async function takeDocsPictures(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const shoot: Shoot = (page, name, height = page.viewportSize()?.height ?? 0) =>
    page.screenshot({
      path: join(folder, `${name}.png`),
      clip: { x: 0, y: 0, width: page.viewportSize()?.width ?? 0, height },
      animations: "disabled",
    });
  await inStudio({ connect: null }, async (studio) => {
    const page = await studio.workspace(ADMIN, CHAT.locale, { viewport: { width: 1200, height: 860 } });
    await takeSetup(studio, page, ADMIN, shoot);
  });
  await inStudio({}, (studio) => takeWorkspace(studio, shoot));
}

async function takeWorkspace(studio: Studio, shoot: Shoot): Promise<void> {
  const look = { viewport: { width: 1600, height: 1000 }, deviceScaleFactor: 0.9 };
  const page = await studio.workspace(AGENT, CHAT.locale, look);
  await showChat(studio, page, CHAT);
  await shoot(page, "workspace");
  await page.getByRole("button", { name: `Profile: ${AGENT}` }).click();
  await page.getByRole("switch", { name: "Dark mode" }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: "Public reply" }).click();
  await shoot(page, "workspace-dark");
}
