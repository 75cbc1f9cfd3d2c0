import { Hono } from "hono";
import type { Browser, Frame } from "playwright-core";
import { listen } from "../../sandbox/kit/listen.ts";
import { workspace } from "../../sandbox/workspace/workspace.ts";
import { createWorld } from "../../sandbox/world/create-world.ts";
import { createZendesk } from "../../sandbox/zendesk/zendesk.ts";
import { type AppWindow, tinyApp } from "./tiny-app.ts";

declare global {
  interface Window extends Partial<AppWindow> {}
}

/** The workspace on a Zendesk of its own, with the tiny app installed and a server that hears what the app asks for. */
export async function openDesk(browser: Browser) {
  const received: { path: string; headers: Record<string, string>; body: string }[] = [];
  const backend = new Hono().all("*", async (c) => {
    received.push({ path: c.req.path, headers: c.req.header(), body: await c.req.text() });
    if (c.req.path === "/refuses") return c.json({ error: "no" }, 422, { "x-reason": "test" });
    if (c.req.header("if-none-match") === '"v1"') return c.body(null, 304, { etag: '"v1"' });
    return c.json({ hello: "Tiny" }, 200, { etag: '"v1"' });
  });
  const receiver = await listen(backend);
  const zendesk = createZendesk({ subdomain: "moorlicht" });
  zendesk.load(createWorld({ now: new Date() }));
  const app = tinyApp(new URL(receiver.origin).host);
  const agent = [...zendesk.state.users.values()].find(({ role }) => role === "admin")!;
  const agentWorkspace = workspace({
    subdomain: "moorlicht",
    defaultAgent: () => agent.id,
    installations: () => [app],
    events: zendesk.events,
  });
  const site = await listen(new Hono().route("/", agentWorkspace).mount("/", zendesk.app.fetch));
  const page = await browser.newPage({ viewport: { width: 1360, height: 840 } });
  const address = (path: string) => `http://localhost:${site.port}/agent${path}`;

  async function appFrame(title = "Tiny"): Promise<Frame> {
    const element = await page.locator(`iframe[title="${title}"]:visible`).elementHandle();
    const frame = await element!.contentFrame();
    await frame!.waitForFunction(() => window.client?.context());
    return frame!;
  }

  return {
    zendesk,
    agent,
    page,
    address,
    appFrame,
    origin: site.origin,
    /** What the app's own server was asked, and where it is. */
    received,
    backend: receiver.origin,
    openTicket: () => [...zendesk.state.tickets.values()].find(({ status }) => status === "open")!,
    commentsOf: (id: number) =>
      (zendesk.state.audits.get(id) ?? []).flatMap(({ comment }) => (comment ? [comment] : [])),
    /** Opens a ticket and gives the app's iframe on it. */
    async onTicket(id: number): Promise<Frame> {
      await page.goto(address(`/tickets/${id}`));
      return appFrame();
    },
    async close() {
      await page.close();
      await Promise.all([site.close(), receiver.close()]);
    },
  };
}
