import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { NavBar } from "../kit/nav-bar.ts";
import { chats } from "./chats.ts";
import { isFontMissing } from "./missing-font.ts";
import { UsageError } from "./picture-options.ts";
import { showChat } from "./show-chat.ts";
import { inStudio, type Studio } from "./studio.ts";

const ADMIN = "Owen Marsh";

/** 2048×1536, as Zendesk's marketplace wants its screenshots. */
const LOOK = { viewport: { width: 1280, height: 960 }, deviceScaleFactor: 1.6 };

/** Takes the marketplace's three screenshots in each language, into a folder a language. */
export const takeListingPictures = (languages: string[], folder: string) =>
  inStudio({}, async (studio) => {
    studio.order("grace-okafor", "ML-105-PETROL");
    for (const language of languages) await takeLanguage(studio, language, join(folder, language));
  });

async function takeLanguage(studio: Studio, language: string, folder: string): Promise<void> {
  const chat = chats[language];
  if (!chat) throw new Error(`There is no talk in ${language}.`);
  await mkdir(folder, { recursive: true });
  const page = await studio.workspace(ADMIN, chat.locale, LOOK);
  const shoot = (number: number) =>
    page.screenshot({ path: join(folder, `screenshot-${number}.png`), animations: "disabled" });

  if (await isFontMissing(page, chat.draft)) {
    throw new UsageError(
      `This machine has no font for "${language}". Install one, such as Noto Sans CJK, and try again.`,
    );
  }

  const ticket = await showChat(studio, page, chat);
  await shoot(0);
  await ticket.texts.getByRole("article").last().scrollIntoViewIfNeeded();
  await shoot(1);

  const bar = await NavBar.open(page);
  await bar.app.getByRole("navigation").waitFor();
  await shoot(2);
  await page.close();
}
