import type { Page } from "playwright-core";
import { onTestFinished, vi } from "vitest";

/**
 * Sets the clocks of the server, the vendors and the page ahead, for the rest of the test. Texts that come in from
 * then on still have today's date: the server notes it on a thread of its own.
 */
export async function passTime(page: Page, ms: number): Promise<void> {
  const now = Date.now() + ms;
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ["Date"], shouldAdvanceTime: true, now });
  await page.clock.setSystemTime(now);
}
