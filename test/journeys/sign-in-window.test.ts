import { flowResult } from "@sidethread/shared/admin";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openStage } from "./kit/stage.ts";

/** Opens a window from a page, which notes what it is told. */
async function openWindow(page: Page, url: string): Promise<Page> {
  const [popup] = await Promise.all([
    page.waitForEvent("popup"),
    page.evaluate((address) => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      window.addEventListener("message", ({ data, origin }) => heard.push({ data, origin }));
      window.open(address, "sidethread", "width=480,height=640");
    }, url),
  ]);
  return popup;
}

const heardBy = (page: Page) =>
  page.evaluate(() => (window as unknown as { heard: { data: unknown; origin: string }[] }).heard);

test("The sign-in window tells the page that opened it, closes, and tells no other page", async () => {
  const stage = await openStage({ connect: [] });
  const { world, pages } = stage.sandbox;
  const admin = world.agents.find(({ role }) => role === "admin")?.name ?? "";
  const page = await stage.workspace();
  const start = (opener: string) =>
    `${stage.serverOrigin}/oauth/zendesk/start?${new URLSearchParams({ subdomain: world.account.subdomain, opener })}`;
  const workspaceOrigin = new URL(pages.workspace).origin;
  const fromUs = async () =>
    (await heardBy(page)).filter(({ origin }) => origin === stage.serverOrigin).map(({ data }) => data);

  const popup = await openWindow(page, start(workspaceOrigin));
  await popup.getByLabel("Signed in as").selectOption(admin);
  await Promise.all([
    popup.waitForEvent("close"),
    popup.getByRole("button", { name: "Allow", exact: true }).click(),
  ]);
  const [told, ...more] = await fromUs();
  expect(more).toEqual([]);
  expect(flowResult.parse(told)).toMatchObject({ outcome: "signed_in", session: { name: admin } });

  const other = await openWindow(page, start(workspaceOrigin.replace("localhost", "127.0.0.1")));
  await other.getByLabel("Signed in as").selectOption(admin);
  await Promise.all([
    other.waitForEvent("close"),
    other.getByRole("button", { name: "Allow", exact: true }).click(),
  ]);
  expect(await fromUs()).toEqual([]);
});
