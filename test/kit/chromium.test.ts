import { Hono } from "hono";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen } from "../sandbox/kit/listen.ts";
import { findChromium, launchChromium } from "./chromium.ts";

describe.skipIf(!(await findChromium()))("the Chromium for tests", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  it("shows text, which has a width only where there is a font", async () => {
    const page = await browser.newPage();
    await page.setContent("<span>Größe</span>");
    expect((await page.locator("span").boundingBox())?.width).toBeGreaterThan(20);
  });

  it("reaches no other machine", async () => {
    const page = await browser.newPage();
    await expect(page.goto("https://static.zdassets.com/")).rejects.toThrow("ERR_NAME_NOT_RESOLVED");
  });

  it("keeps origins apart", async () => {
    const app = new Hono().get("/", (c) => c.html("<h1>Secret</h1>"));
    const [one, two] = [await listen(app), await listen(app)];
    const page = await browser.newPage();
    await page.goto(one.origin);
    const stolen = page.evaluate((url) => fetch(url).then((answer) => answer.text()), two.origin);
    await expect(stolen).rejects.toThrow("Failed to fetch");
    await Promise.all([one.close(), two.close()]);
  });
});
