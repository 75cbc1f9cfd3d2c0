import { expect, onTestFinished, test } from "vitest";
import { startAddress, walkSignIn } from "../integration/kit/admin.ts";
import { operate } from "../integration/kit/operate.ts";
import { createAgent } from "../kit/agent.ts";
import { launchChromium } from "../kit/chromium.ts";
import { eventually } from "../kit/wait.ts";
import { NavBar } from "./kit/nav-bar.ts";
import { PAYLOADS_IN_A_FIELD, POISONS, poisonedEmail, SHORT_POISON } from "./kit/payloads.ts";
import { poison } from "./kit/poison.ts";
import { openStage } from "./kit/stage.ts";
import { textTickets } from "./kit/text-tickets.ts";
import { TicketPage } from "./kit/ticket-page.ts";
import { strangeElements, watchExecution } from "./kit/watch-execution.ts";

const [POISON, OTHER_POISON] = POISONS;
const PICTURE = new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" onload="xss('picture')"/>`);

test("What customers, vendors and addresses say is text on every page, and never runs", async () => {
  const stage = await openStage();
  const { sandbox, serverOrigin } = stage;
  const { world, twilio, klaviyo, zendesk } = sandbox;
  await operate(stage, "PUT", `/accounts/${world.account.subdomain}`, {
    name: world.account.name,
    settings: { pinnedProperties: ["favourite_activity", SHORT_POISON] },
  });
  const page = await stage.workspace("Owen Marsh");
  const caught = await watchExecution(page);
  const admin = createAgent(sandbox, "Owen Marsh").user;
  const agent = createAgent(sandbox, "Tarik Yılmaz").user;
  const named = [...zendesk.state.brands.values(), ...zendesk.state.groups.values(), agent];
  for (const record of named) record.name = POISON;
  admin.name = OTHER_POISON;
  let fields = named.length + 1;

  const customers = ["maren-voss", "aylin-demir"].map((key, index) => {
    const text = POISONS[index] ?? "";
    const phone = world.customers.find((one) => one.key === key)?.phone ?? "";
    fields += poison(sandbox, key, text) + 4;
    klaviyo.send({ kind: "campaign", name: text, to: phone, body: text });
    const media = [{ contentType: "image/svg+xml", bytes: PICTURE }];
    twilio.text({ from: phone, to: world.smsNumber, body: text, media });
    return { key, text };
  });
  for (const { key, text } of customers) {
    const ticket = await eventually(
      () => textTickets(sandbox).find(({ description }) => description.includes(text)),
      { timeout: 20_000 },
    );
    Object.assign(ticket, { subject: text, assignee_id: agent.id });
    ticket.tags.push(text);
    fields += 2;
    await page.goto(`${sandbox.pages.workspace}/tickets/${ticket.id}`);
    const { app } = new TicketPage(page);
    await app.getByRole("heading", { level: 1 }).getByText(text).waitFor();
    const orders = app.getByRole("region", { name: "Orders" });
    await orders.getByRole("button", { name: /^#/ }).first().click();
    await orders.getByText(text).first().waitFor();
    await app.getByRole("region", { name: "Texts" }).getByText(text).first().waitFor();
    await app.getByRole("region", { name: "Ticket" }).getByText(text).first().waitFor();
    await app.getByText(poisonedEmail(key)).waitFor();
    await app.getByText(SHORT_POISON).waitFor();
    expect(await strangeElements(page)).toEqual([]);
  }

  const bar = await NavBar.open(page);
  await bar.signIn(admin.name);
  await bar.app.getByRole("navigation").getByText(OTHER_POISON).waitFor();
  for (const section of await bar.sections()) {
    await bar.go(section);
    // What it has while it loads.
    await bar.app.locator("[aria-hidden] > div").first().waitFor({ state: "detached" });
    expect(await strangeElements(page), section).toEqual([]);
  }
  expect(caught).toEqual([]);
  console.info(`Stored XSS: ${fields * PAYLOADS_IN_A_FIELD} payloads in ${fields} fields`);

  const written = encodeURIComponent(POISON);
  const begun = await fetch(startAddress(stage), { redirect: "manual" });
  const state = new URL(begun.headers.get("location") ?? "").searchParams.get("state");
  const addresses = [
    `/oauth/zendesk/start?subdomain=${written}&opener=${written}`,
    `/oauth/zendesk/callback?state=${state}&error=access_denied&error_description=${written}`,
    `/oauth/shopify/callback?state=${written}&code=${written}&shop=${written}&hmac=${written}`,
    ...["", "l/", "pictures/", "oauth/", "admin/", "webhooks/twilio/"].map(
      (folder) => `/${folder}${written}`,
    ),
    `/app/sidebar?ticket_id=${written}`,
  ];
  for (const address of addresses) {
    await page.goto(serverOrigin + address);
    expect(await strangeElements(page), address).toEqual([]);
  }
  const refusal = await (await walkSignIn(stage, { user: agent.name })).text();
  expect(refusal).toContain("&lt;script data-xss&gt;");
  const address = `${serverOrigin}/without-policy`;
  await page.route(address, (route) => route.fulfill({ contentType: "text/html", body: refusal }));
  await page.goto(address);
  expect(await strangeElements(page)).toEqual([]);
  expect(caught).toEqual([]);
});

test("A payload that is put on a page as HTML is noticed", async () => {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const caught = await watchExecution(page);
  await page.goto("about:blank");
  for (const text of POISONS) {
    await page.setContent(`<p>${text}</p>`);
    expect(await strangeElements(page)).not.toEqual([]);
  }
  await eventually(() => caught.some((one) => one.startsWith("ran: ")));
  await eventually(() => caught.some((one) => one.startsWith("asked: ")));
});
