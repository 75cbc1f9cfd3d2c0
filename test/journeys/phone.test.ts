import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Hono } from "hono";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { PIXEL, startTwilio } from "../contract/twilio-caller.ts";
import { launchChromium } from "../kit/chromium.ts";
import { eventually } from "../kit/wait.ts";
import { type Listening, listen } from "../sandbox/kit/listen.ts";
import { phone } from "../sandbox/phone/phone.ts";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

let started: Awaited<ReturnType<typeof startTwilio>>;
let site: Listening;
let page: Page;
let problems: string[];

beforeEach(async () => {
  started = await startTwilio();
  started.number.smsUrl = `${started.serverOrigin}/sms`;
  started.twilio.setOrigin(started.vendorOrigin);
  site = await listen(new Hono().route("/phone", phone(started.twilio, started.world)));
  page = await browser.newPage();
  problems = [];
  page.on("console", (line) => line.type() === "error" && problems.push(line.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(`${site.origin}/phone?customer=maren-voss`);
  await page.getByRole("heading", { name: "Maren Voss" }).waitFor();
});

afterEach(async () => {
  await page.close();
  await started.close();
  await site.close();
  expect(problems).toEqual([]);
});

const thread = () => page.getByRole("log", { name: "Texts" });
const field = () => page.getByRole("textbox", { name: "Text message" });
const person = (name: string) => page.getByRole("navigation", { name: "Phones" }).getByRole("link", { name });

test("a text and a picture go to the shop, its answer comes back, markup stays text", async () => {
  await field().fill("<b>Blue</b>?");
  await field().press("Enter");
  await thread().getByText("<b>Blue</b>?").waitFor();
  await thread().getByRole("img", { name: "Delivered" }).waitFor();
  await page.locator("input[type=file]").setInputFiles({
    name: "coat.png",
    mimeType: "image/png",
    buffer: Buffer.from(PIXEL),
  });
  await page.getByRole("button", { name: "Send" }).click();
  await thread().getByRole("img", { name: "Picture" }).waitFor();
  await started.twilio.idle();
  expect(started.received.map(({ params }) => [params.From, params.Body, params.NumMedia])).toEqual([
    [started.customer("maren-voss").phone, "<b>Blue</b>?", "0"],
    [started.customer("maren-voss").phone, "", "1"],
  ]);
  await started.send({ To: started.customer("maren-voss").phone, Body: "It does, from Monday." });
  await thread().getByText("It does, from Monday.").waitFor();
});

test("an answer to another phone is unread until that phone is picked", async () => {
  const tom = person("Tom Whitfield");
  await started.send({ To: started.customer("tom-whitfield").phone, Body: "Your boots are on the way." });
  await tom.getByText("1 unread").waitFor();
  await page.getByRole("searchbox", { name: "Search phones" }).fill("whitf");
  await expect.poll(() => person("Maren Voss").count()).toBe(0);
  await tom.click();
  await thread().getByText("Your boots are on the way.").waitFor();
  await tom.getByText("1 unread").waitFor({ state: "detached" });
  expect(page.url()).toContain("/phone?customer=tom-whitfield");
});

test("in aeroplane mode nothing can be sent, and messages to the phone fail with 30003", async () => {
  const plane = page.getByRole("switch", { name: "Aeroplane mode" });
  await plane.click();
  await page.getByText("texts cannot reach this phone").waitFor();
  expect(await field().isDisabled()).toBe(true);
  const { body } = await started.send({ To: started.customer("maren-voss").phone, Body: "Anyone there?" });
  const failed = await eventually(async () => {
    const found = await started.call("GET", body.uri);
    return found.body.status === "undelivered" ? found.body : null;
  });
  expect(failed.error_code).toBe(30003);
  expect(await thread().getByText("Anyone there?").count()).toBe(0);
  await plane.click();
  await expect.poll(() => field().isEnabled()).toBe(true);
});

test("the network confirms a STOP, and the phone says that it did", async () => {
  await page.getByRole("button", { name: /^STOP/ }).click();
  await field().press("Enter");
  await thread().getByText("You have successfully been unsubscribed", { exact: false }).waitFor();
  await thread().getByText("Automatic answer of the network").waitFor();
  await page.getByText("Opted out with STOP").waitFor();
});

const channel = (name: string) => page.getByRole("group", { name: "Channel" }).getByRole("button", { name });

/** The shop answers on WhatsApp. */
const answer = (body: string) =>
  started.send({
    From: `whatsapp:${started.world.smsNumber}`,
    To: `whatsapp:${started.customer("maren-voss").phone}`,
    Body: body,
  });

test("WhatsApp is a conversation of its own; what the phone shows is read", async () => {
  await page.getByText("Not before they write").waitFor();
  await channel("WhatsApp").click();
  await page.getByRole("button", { name: /^STOP.*nobody confirms/ }).waitFor();
  await field().fill("Moin!");
  await field().press("Enter");
  await thread().getByRole("img", { name: "Delivered" }).waitFor();
  await page.getByText(/^Until (tomorrow, )?\d\d:\d\d$/).waitFor();
  expect(started.received.at(-1)?.params).toMatchObject({ ProfileName: "Maren", Body: "Moin!" });

  const { body: first } = await answer("Good morning, Maren.");
  await thread().getByText("Good morning, Maren.").waitFor();
  await thread().getByText("· Read").waitFor();
  const status = async (sid: string) => (await started.call("GET", `/Messages/${sid}.json`)).body.status;
  expect(await status(first.sid)).toBe("read");

  await channel("SMS").click();
  await thread().getByText("Good morning, Maren.").waitFor({ state: "detached" });
  const { body: second } = await answer("How can we help?");
  await channel("WhatsApp").getByText("1 unread").waitFor();
  expect(await status(second.sid)).toBe("delivered");
  await page.reload();
  expect(page.url()).not.toContain("channel");
  await channel("WhatsApp").click();
  await thread().getByText("How can we help?").waitFor();
  await eventually(async () => (await status(second.sid)) === "read");
  expect(page.url()).toContain("customer=maren-voss&channel=whatsapp");
});

test("of several pictures each is a WhatsApp message; one from the shop is shown", async () => {
  await channel("WhatsApp").click();
  const picture = (name: string) => ({ name, mimeType: "image/png", buffer: Buffer.from(PIXEL) });
  await page.locator("input[type=file]").setInputFiles([picture("one.png"), picture("two.png")]);
  await field().fill("These two");
  await page.getByRole("button", { name: "Send" }).click();
  await expect.poll(() => thread().getByRole("img", { name: "Picture" }).count()).toBe(2);
  await started.twilio.idle();
  expect(started.received.map(({ params }) => [params.Body, params.NumMedia]).sort()).toEqual([
    ["", "1"],
    ["These two", "1"],
  ]);
  await started.send({
    From: `whatsapp:${started.world.smsNumber}`,
    To: `whatsapp:${started.customer("maren-voss").phone}`,
    MediaUrl: `${started.serverOrigin}/picture.png`,
  });
  await expect.poll(() => thread().getByRole("img", { name: "Picture" }).count()).toBe(3);
});

test("somebody without consent is told that a text opens no ticket", async () => {
  const stranger = started.world.customers.find(({ consent }) => consent.sms === "NEVER_SUBSCRIBED")!;
  await page.goto(`${site.origin}/phone?customer=${stranger.key}`);
  await page.getByText("opens no ticket: there is no consent").waitFor();
  expect(await page.locator("#person-sms").textContent()).toBe("Never given");
});

test.each([
  ["light", "sms"],
  ["dark", "sms"],
  ["light", "whatsapp"],
  ["dark", "whatsapp"],
] as const)("nothing in the way of a screen reader or the eye, %s, %s", async (colorScheme, over) => {
  const maren = started.customer("maren-voss").phone;
  const shop = started.world.smsNumber;
  started.twilio.text({ from: maren, to: shop, body: "HELP" });
  started.twilio.text({ from: `whatsapp:${maren}`, to: `whatsapp:${shop}`, body: "Moin" });
  await answer("Moin, Maren. https://moorlicht.example/coat");
  await started.twilio.idle();
  // Axe styles the page for its measurements, which the page's policy forbids.
  const audited = await browser.newPage({ bypassCSP: true, colorScheme, reducedMotion: "reduce" });
  await audited.goto(`${page.url()}&channel=${over}`);
  const last = over === "sms" ? "Automatic answer of the network" : "· Read";
  await audited.getByText(last).waitFor();
  await audited.evaluate(await readFile(axe, "utf8"));
  const violations = await audited.evaluate(async () => {
    const found = await (window as unknown as { axe: typeof import("axe-core") }).axe.run();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
  await audited.close();
  expect(violations).toEqual([]);
});

test("on a narrow screen the phone fills it, and the others are a tap away", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await person("Tom Whitfield").waitFor({ state: "hidden" });
  const { width } = (await page.getByRole("region", { name: "Maren Voss’s phone" }).boundingBox())!;
  expect(width).toBe(390);
  await page.getByRole("button", { name: "All phones" }).click();
  await person("Tom Whitfield").click();
  await page.getByRole("region", { name: "Tom Whitfield’s phone" }).waitFor();
});
