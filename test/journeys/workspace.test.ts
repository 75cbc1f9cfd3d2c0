import axe from "axe-core";
import { jwtVerify } from "jose";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { launchChromium } from "../kit/chromium.ts";
import { eventually } from "../kit/wait.ts";
import { openDesk } from "./workspace/desk.ts";
import { SECRET } from "./workspace/tiny-app.ts";

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

let desk: Awaited<ReturnType<typeof openDesk>>;
let page: Page;
beforeEach(async () => {
  desk = await openDesk(browser);
  page = desk.page;
});
afterEach(() => desk.close());

test("An agent finds a ticket in a view, and the app beside it knows whose it is", async () => {
  await page.goto(desk.address(""));
  await page.getByRole("list", { name: "Views" }).getByRole("link").first().waitFor();
  const ticket = desk.openTicket();
  const frame = await desk.onTicket(ticket.id);
  const requester = desk.zendesk.state.users.get(ticket.requester_id)!;

  const context = await frame.evaluate(() => window.client!.context());
  expect(context).toMatchObject({ location: "ticket_sidebar", ticketId: ticket.id, product: "support" });
  const { settings } = await frame.evaluate(() => window.client!.metadata());
  expect(settings).toEqual({ greeting: "Moin" });

  const got = await frame.evaluate(() =>
    window.client!.get(["ticket.requester.name", "ticket.id", "currentUser.email", "ticket.nonsense"]),
  );
  expect(got).toMatchObject({
    "ticket.requester.name": requester.name,
    "ticket.id": ticket.id,
    "currentUser.email": desk.agent.email,
    errors: { "ticket.nonsense": { name: "APIError" } },
  });
  await expect(frame.evaluate(() => window.client!.get("ticket.nonsense"))).rejects.toThrow("not supported");
  await eventually(() =>
    frame.evaluate(() =>
      window.heard!.some((heard) => (heard as { event: string }).event === "app.activated"),
    ),
  );
});

test("The proxy signs, fills secure settings only where they may stand, and leaves out bad header names", async () => {
  const frame = await desk.onTicket(desk.openTicket().id);
  const answer = await frame.evaluate(
    (url) =>
      window.client!.request({
        url: `${url}/app/sidebar?key={{setting.key}}`,
        type: "POST",
        contentType: "application/json",
        data: JSON.stringify({ key: "{{setting.key}}" }),
        secure: true,
        jwt: { algorithm: "HS256", secret_key: "{{setting.secret}}", expiry: 60, claims: { sub: "5" } },
        headers: {
          Authorization: "Bearer {{jwt.token}}",
          "X-Key": "{{setting.key}}",
          "X-Secret": "{{setting.secret}}",
          "X-Greeting": "{{setting.greeting}}",
          bad_name: "dropped",
        },
      }),
    desk.backend,
  );
  expect(answer).toEqual({ hello: "Tiny" });

  const [request] = desk.received;
  expect(request?.body).toBe('{"key":"{{setting.key}}"}');
  expect(request?.headers).toMatchObject({
    "x-key": "sandbox-key",
    "x-secret": "{{setting.secret}}",
    "x-greeting": "{{setting.greeting}}",
  });
  expect(request?.headers).not.toHaveProperty("bad_name");
  expect(request?.headers).not.toHaveProperty("cookie");
  const token = request!.headers.authorization!.replace("Bearer ", "");
  const { payload, protectedHeader } = await jwtVerify(token, new TextEncoder().encode(SECRET));
  expect(protectedHeader.alg).toBe("HS256");
  expect(payload).toMatchObject({ sub: "5", exp: payload.iat! + 60 });
});

test("Answers arrive as jQuery hands them over, and foreign hosts are refused", async () => {
  const frame = await desk.onTicket(desk.openTicket().id);
  const ask = (options: unknown) =>
    frame.evaluate(
      (given) =>
        window.client!.request(given).then(
          (answer) => ({ answer }),
          (refused: Record<string, unknown>) => ({ refused }),
        ),
      options,
    );

  expect(await ask("/api/v2/users/me.json")).toMatchObject({ answer: { user: { id: desk.agent.id } } });
  expect(await ask({ url: `${desk.backend}/refuses` })).toMatchObject({
    refused: { status: 422, statusText: "Unprocessable Entity", responseJSON: { error: "no" } },
  });
  const complete = { url: `${desk.backend}/app/sidebar`, httpCompleteResponse: true };
  expect(await ask(complete)).toMatchObject({
    answer: { status: 200, responseJSON: { hello: "Tiny" }, responseHeaders: { etag: '"v1"' } },
  });
  expect(await ask({ ...complete, headers: { "If-None-Match": '"v1"' } })).toMatchObject({
    answer: { status: 304 },
  });

  const before = desk.received.length;
  expect(await ask({ url: desk.origin.replace("127.0.0.1", "localhost") })).toMatchObject({
    refused: { status: 403, responseText: expect.stringContaining("domainWhitelist") },
  });
  expect(desk.received).toHaveLength(before);
});

test("What happens elsewhere appears on its own, and the app hears of it", async () => {
  const ticket = desk.openTicket();
  const frame = await desk.onTicket(ticket.id);
  const answer = await fetch(`${desk.origin}/api/v2/tickets/${ticket.id}.json`, {
    method: "PUT",
    headers: { "content-type": "application/json", cookie: `sandbox_agent=${desk.agent.id}` },
    body: JSON.stringify({ ticket: { comment: { body: "Any news?", author_id: ticket.requester_id } } }),
  });
  expect(answer.status).toBe(200);
  await page.getByRole("article").filter({ hasText: "Any news?" }).waitFor();
  await eventually(() =>
    frame.evaluate(() =>
      window.heard!.some((heard) => (heard as { event: string }).event === "ticket.conversation.changed"),
    ),
  );
});

test("Another agent signs in and chooses a language, and the app knows both", async () => {
  const colleague = [...desk.zendesk.state.users.values()].find(({ role }) => role === "agent")!;
  await page.goto(desk.address(""));
  await page.getByRole("button", { name: `Profile: ${desk.agent.name}` }).click();
  await page.getByLabel("Agent", { exact: true }).selectOption({ label: colleague.name });
  await page.getByRole("button", { name: `Profile: ${colleague.name}` }).click();
  const reloaded = page.waitForEvent("load");
  await page.getByLabel("Language", { exact: true }).selectOption({ label: "한국어" });
  await reloaded;
  expect(colleague.locale).toBe("ko");
  const frame = await desk.onTicket(desk.openTicket().id);
  expect(await frame.evaluate(() => window.client!.get("currentUser"))).toMatchObject({
    currentUser: { id: colleague.id, locale: "ko" },
  });
});

test("Dark mode and the nav-bar page reach the app", async () => {
  const frame = await desk.onTicket(desk.openTicket().id);
  await page.getByRole("button", { name: `Profile: ${desk.agent.name}` }).click();
  await page.getByRole("switch", { name: "Dark mode" }).check();
  await eventually(() =>
    frame.evaluate(() =>
      window.heard!.some(
        (heard) => JSON.stringify(heard) === '{"event":"colorScheme.changed","message":"dark"}',
      ),
    ),
  );
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tiny" }).click();
  const full = await desk.appFrame();
  expect(full.url()).toContain("colorScheme=dark");
  expect(await full.evaluate(() => window.client!.context())).toMatchObject({ location: "nav_bar" });
  expect(await full.evaluate(() => window.client!.get("colorScheme"))).toMatchObject({ colorScheme: "dark" });
});

test("The app changes fields, sizes itself, notifies and leads elsewhere", async () => {
  const ticket = desk.openTicket();
  const other = [...desk.zendesk.state.tickets.values()].find(({ id }) => id !== ticket.id)!;
  const frame = await desk.onTicket(ticket.id);
  const heard = () => frame.evaluate(() => JSON.stringify(window.heard));
  await frame.evaluate(() => window.client!.on("*.changed", (message) => window.heard!.push(message)));
  await frame.evaluate(() => window.client!.set("ticket.subject", "From the app"));
  await frame.evaluate(() => window.client!.invoke("ticket.tags.add", ["from_app"]));
  expect(await page.getByRole("textbox", { name: "Subject" }).inputValue()).toBe("From the app");
  await page.getByRole("button", { name: "Remove tag from_app" }).waitFor();
  await eventually(async () => (await heard()).includes('"propertyName":"ticket.tags"'));
  await expect(frame.evaluate(() => window.client!.set("ticket.status", "closed"))).rejects.toThrow("closed");

  const iframe = page.locator('iframe[title="Tiny"]:visible');
  await frame.evaluate(() => window.client!.invoke("resize", { width: "100%", height: "333px" }));
  await eventually(async () => (await iframe.boundingBox())?.height === 333);
  expect((await iframe.boundingBox())?.width).toBeCloseTo(320, -1);
  const edge = page.getByRole("separator", { name: "Panel width" });
  for (let step = 0; step < 5; step += 1) await edge.press("ArrowRight");
  expect(await edge.getAttribute("aria-valuenow")).toBe("258");

  await frame.evaluate(() => window.client!.invoke("notify", "Saved in the shop", "alert"));
  await page.getByRole("status").filter({ hasText: "Saved in the shop" }).waitFor();
  await frame.evaluate((id) => void window.client!.invoke("routeTo", "ticket", id), other.id);
  await page.getByRole("main", { name: `Ticket #${other.id}` }).waitFor();
  await page.getByRole("link", { name: `#${ticket.id} From the app` }).click();
  await eventually(async () =>
    (await heard()).includes('{"event":"app.activated","message":{"firstLoad":false}}'),
  );
});

test("An app's modal talks with the instance that opened it", async () => {
  const frame = await desk.onTicket(desk.openTicket().id);
  const guid = await frame.evaluate(async () => {
    const created = await window.client!.invoke("instances.create", {
      location: "modal",
      url: "assets/iframe.html#modal",
      size: { width: "420px", height: "200px" },
    });
    const [{ instanceGuid } = { instanceGuid: "" }] = created["instances.create"] as {
      instanceGuid: string;
    }[];
    const modal = window.client!.instance(instanceGuid);
    modal.on("modal.save", (message) => window.heard!.push({ event: "modal.save", message }));
    modal.on("modal.close", () => window.heard!.push({ event: "modal.close" }));
    return instanceGuid;
  });
  const dialog = page.getByRole("dialog", { name: "Tiny" });
  const modal = await (await dialog.locator("iframe").elementHandle())!.contentFrame();
  await modal!.waitForFunction(() => window.client?.context());
  expect(await modal!.evaluate(() => window.client!.context())).toMatchObject({
    location: "modal",
    instanceGuid: guid,
  });
  await modal!.evaluate(() => window.client!.trigger("modal.save", { kept: true }));
  await eventually(async () =>
    (await frame.evaluate(() => JSON.stringify(window.heard))).includes('"message":{"kept":true}'),
  );
  await modal!.evaluate(() => void window.client!.invoke("destroy"));
  await dialog.waitFor({ state: "detached" });
  await eventually(async () =>
    (await frame.evaluate(() => JSON.stringify(window.heard))).includes("modal.close"),
  );
});

test("The workspace can be used with a screen reader", async () => {
  const violations = async () => {
    await page.evaluate(axe.source);
    const found = await page.evaluate(() => window.axe!.run(document, { iframes: false }));
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
  };
  await page.goto(desk.address(""));
  await page.getByRole("row").nth(1).waitFor();
  expect(await violations()).toEqual([]);
  await desk.onTicket(desk.openTicket().id);
  await page.getByRole("radio", { name: "Internal note" }).check();
  await page.getByRole("button", { name: "Customer context" }).click();
  await page.getByRole("button", { name: "Other statuses" }).click();
  expect(await violations()).toEqual([]);
});
