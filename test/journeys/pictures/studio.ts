import type { BrowserContextOptions, Page } from "playwright-core";
import { createAgent } from "../../kit/agent.ts";
import { launchChromium } from "../../kit/chromium.ts";
import { type System, type SystemOptions, startSystem } from "../../kit/system.ts";

export interface Studio extends System {
  /** The workspace as an agent sees it who is signed in and reads a language. */
  workspace(agent: string, locale: string, look: BrowserContextOptions): Promise<Page>;
  /** Lets a customer text the shop. */
  text(customerKey: string, body: string): void;
  phoneOf(customerKey: string): string;
  /** Lets a customer order one of something. */
  order(customerKey: string, sku: string): void;
}

/** Lets work be done with the whole product and a browser before it, and clears both away. */
export async function inStudio(options: SystemOptions, work: (studio: Studio) => Promise<void>) {
  const system = await startSystem({ ...options, withApp: true });
  const { sandbox } = system;
  const browser = await launchChromium();
  const customerOf = (key: string) => {
    const customer = sandbox.world.customers.find((one) => one.key === key);
    if (!customer) throw new Error(`The seed has no ${key}.`);
    return customer;
  };
  const phoneOf = (key: string) => customerOf(key).phone;
  const studio = Object.assign(system, {
    phoneOf,
    order(key: string, sku: string) {
      sandbox.shopify.events.placeOrder({ email: customerOf(key).email, lines: [{ sku, quantity: 1 }] });
    },
    text: (key: string, body: string) =>
      void sandbox.twilio.text({ from: phoneOf(key), to: sandbox.world.smsNumber, body }),
    async workspace(agent: string, locale: string, look: BrowserContextOptions) {
      const { user } = createAgent(sandbox, agent);
      user.locale = locale;
      const page = await browser.newPage({ timezoneId: "Europe/Berlin", locale, ...look });
      const { origin } = new URL(sandbox.pages.workspace);
      await page.context().addCookies([{ name: "sandbox_agent", value: String(user.id), url: origin }]);
      await page.clock.setSystemTime(Date.now());
      await page.goto(sandbox.pages.workspace);
      return page;
    },
  });
  try {
    await work(studio);
  } finally {
    await browser.close();
    await system.stop();
  }
}
