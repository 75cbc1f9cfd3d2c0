import type { TextChannel } from "@sidethread/shared/sidebar";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { createAgent } from "../../kit/agent.ts";
import { launchChromium } from "../../kit/chromium.ts";
import { type System, type SystemOptions, startSystem } from "../../kit/system.ts";
import { PhonePage } from "./phone-page.ts";

export interface Stage extends System {
  /** The workspace as an agent sees it who is signed in. */
  workspace(agent?: string, options?: BrowserContextOptions): Promise<Page>;
  /** A customer's phone, with SMS open or WhatsApp. */
  phone(customerKey: string, channel?: TextChannel): Promise<PhonePage>;
}

/** Not headless, which would be a robot. */
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1";

/**
 * The whole product with people at it, gone when the test is finished. An error on any page fails the test, but for
 * requests that did not succeed: pages say themselves what those mean.
 */
export async function openStage(options: SystemOptions = {}): Promise<Stage> {
  const system = await startSystem({ withApp: true, ...options });
  onTestFinished(() => system.stop());
  const browser = await launchChromium();
  const problems: string[] = [];
  onTestFinished(async () => {
    await browser.close();
    expect(problems).toEqual([]);
  });

  const { sandbox } = system;
  return Object.assign(system, {
    async workspace(agent = "Owen Marsh", options: BrowserContextOptions = {}) {
      const page = await openPage(browser, problems, options);
      const { origin } = new URL(sandbox.pages.workspace);
      const value = String(createAgent(sandbox, agent).user.id);
      await page.context().addCookies([{ name: "sandbox_agent", value, url: origin }]);
      await page.goto(sandbox.pages.workspace);
      return page;
    },
    async phone(key: string, channel: TextChannel = "sms") {
      const customer = sandbox.world.customers.find((one) => one.key === key);
      if (!customer) throw new Error(`The seed has no ${key}.`);
      const page = await openPage(browser, problems, { userAgent: IPHONE });
      await page.goto(`${sandbox.pages.phone}?customer=${key}&channel=${channel}`);
      return new PhonePage(page, customer.phone);
    },
  });
}

async function openPage(browser: Browser, problems: string[], options: BrowserContextOptions = {}) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (line) => {
    const isRefusal = line.text().startsWith("Failed to load resource");
    if (line.type() === "error" && !isRefusal) problems.push(line.text());
  });
  return page;
}
