import type { Frame, Page } from "playwright-core";

/** The app's own frame, where it is seen. */
export async function appFrame(page: Page): Promise<Frame> {
  const element = await page.locator('iframe[title="Sidethread"]:visible').elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error("The app is not on the page.");
  return frame;
}
