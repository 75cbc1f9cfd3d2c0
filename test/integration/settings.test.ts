import type { AdminState, AuditEntry } from "@sidethread/shared/admin";
import { readSettings, type Settings } from "@sidethread/shared/settings";
import { describe, expect, test } from "vitest";
import { noFaults } from "../sandbox/kit/faults.ts";
import type { Ticket } from "../sandbox/zendesk/records.ts";
import { signIn } from "./kit/admin.ts";
import { operate } from "./kit/operate.ts";
import { openScene, type Scene } from "./kit/scene.ts";

interface AuditPage {
  entries: AuditEntry[];
  next: string | null;
}

async function openAdmin(options: Parameters<typeof openScene>[0] = {}) {
  const scene = await openScene(options);
  const fetchAdmin = await signIn(scene.system);
  const brands = [...scene.sandbox.zendesk.state.brands.values()];
  const main = brands.find((brand) => brand.default);
  const other = brands.find((brand) => !brand.default);
  if (!main || !other) throw new Error("The seed needs two brands.");
  return {
    scene,
    fetchAdmin,
    main: String(main.id),
    other: String(other.id),
    change: (settings: object) => fetchAdmin("PATCH", "/settings", settings),
    state: async () => (await (await fetchAdmin("GET", "/state")).json()) as AdminState,
    audit: async (before?: string) =>
      (await (await fetchAdmin("GET", `/audit${before ? `?before=${before}` : ""}`)).json()) as AuditPage,
  };
}

const detailOf = async (answer: Response) => ((await answer.json()) as { detail: string }).detail;

const openTicket = async (scene: Scene, brandId: string) => {
  const ticket = {
    subject: "Where is it?",
    comment: { body: "Where is it?" },
    requester: { email: scene.customer("maren-voss").email },
    brand_id: Number(brandId),
  };
  return (await scene.zendeskApi<{ ticket: Ticket }>("POST", "/tickets", { ticket })).ticket;
};

describe("the admin's page", () => {
  test("is told what is set, and what may be chosen from", async () => {
    const { scene, state, main } = await openAdmin();
    const told = await state();
    const { world, zendesk } = scene.sandbox;
    expect(told.account).toEqual({ subdomain: world.account.subdomain, name: world.account.name });
    expect(told.admin.name).toBe(world.agents.find(({ role }) => role === "admin")?.name);
    expect(told.connections.map(({ vendor }) => vendor)).toContain("klaviyo");
    expect(told.settings).toMatchObject({ textTickets: true, resolvedAt: "closed" });
    expect(told.brands).toHaveLength(zendesk.state.brands.size);
    expect(told.brands.map(({ id }) => id)).toContain(main);
    expect(told.groups).toHaveLength(zendesk.state.groups.size);
    expect(told.numbers).toContainEqual({ number: world.smsNumber, carrier: "twilio", channel: "sms" });
    expect(told.made).toEqual({ view: null, automation: null });
  });

  test("is told the settings even while Zendesk is down, without its brands", async () => {
    const { scene, state } = await openAdmin();
    scene.sandbox.zendesk.setFaults({ ...noFaults(), serverError: 1 });
    expect(await state()).toMatchObject({ settings: { resolvedAt: "closed" }, brands: [], groups: [] });
  });
});

describe("a change", () => {
  test("counts at once, leaves the rest, and is written down with what it was before", async () => {
    const { scene, change, state, audit } = await openAdmin();
    const answer = await change({ ticketsWithoutConsent: true, attributionHours: 48 });
    expect(answer.status).toBe(200);
    expect((await answer.json()) as Settings).toMatchObject({
      ticketsWithoutConsent: true,
      attributionHours: 48,
      resolvedAt: "closed",
    });
    expect((await state()).settings.attributionHours).toBe(48);
    const [entry] = (await audit()).entries;
    expect(entry).toMatchObject({
      actor: scene.sandbox.world.agents.find(({ role }) => role === "admin")?.name,
      action: "settings.changed",
      before: { ticketsWithoutConsent: false, attributionHours: 24 },
      after: { ticketsWithoutConsent: true, attributionHours: 48 },
    });

    const stranger = "+4917612345999";
    scene.text(stranger, "Do you ship to Norway?");
    await scene.ticketWith("Do you ship to Norway?");
  });

  test("that changes nothing is not written down", async () => {
    const { change, audit } = await openAdmin();
    const before = await audit();
    expect((await change({ resolvedAt: "closed" })).status).toBe(200);
    expect(await audit()).toEqual(before);
  });

  test("with a word that is no setting, or a value that does not fit, is refused and names the field", async () => {
    const { change, state } = await openAdmin();
    const { settings } = await state();
    const bad: [object, string][] = [
      [{ resolvedOn: "closed" }, "resolvedOn"],
      [{ resolvedAt: "open" }, "resolvedAt"],
      [{ attributionHours: 0 }, "attributionHours"],
      [{ autoResponse: "x".repeat(641) }, "autoResponse"],
      [{ metricBrandIds: ["1 OR 1=1"] }, "metricBrandIds"],
      [
        { keywords: { ...settings.keywords, stopWord: "whole_text" } },
        'keywords: Unrecognized key: "stopWord"',
      ],
      [
        { keywords: { ...settings.keywords, own: { ...settings.keywords.own, halt: ["HALT"] } } },
        'keywords.own: Unrecognized key: "halt"',
      ],
      [{ orderActions: { ...settings.orderActions, ship: true } }, 'orderActions: Unrecognized key: "ship"'],
      [
        { prices: { "+15550001111": { currency: "EUR", in: 1, out: 1, mms: 1 } } },
        'prices.+15550001111: Unrecognized key: "mms"',
      ],
    ];
    for (const [body, names] of bad) {
      const answer = await change(body);
      expect(answer.status).toBe(422);
      expect(await detailOf(answer)).toContain(names);
    }
    expect((await state()).settings).toEqual(settings);
  });

  test("to a brand that Zendesk does not have is refused", async () => {
    const { change } = await openAdmin();
    for (const body of [{ metricBrandIds: ["999999"] }, { textBrandId: "999999" }]) {
      const answer = await change(body);
      expect(answer.status).toBe(422);
      expect(await detailOf(answer)).toContain("999999");
    }
  });

  test("that leaves texts without metrics of their brand is refused, until texts are off or go elsewhere", async () => {
    const { change, other } = await openAdmin();
    expect(await (await change({ metricBrandIds: [other] })).json()).toMatchObject({
      detail: expect.stringContaining("Texts need metrics"),
      saying: { code: "settings.texts_need_metrics", values: {} },
    });
    expect((await change({ metricBrandIds: [other], textBrandId: other })).status).toBe(200);
    expect((await change({ textBrandId: null })).status).toBe(422);
    expect((await change({ textBrandId: null, textTickets: false })).status).toBe(200);
    expect((await change({ textTickets: true })).status).toBe(422);
  });

  test("of brands says so where Zendesk is not connected", async () => {
    const { change, other } = await openAdmin({ connect: ["klaviyo", "twilio"] });
    expect(await detailOf(await change({ metricBrandIds: [other] }))).toContain("Connect Zendesk first");
    expect((await change({ resolvedAt: "solved" })).status).toBe(200);
  });

  test("of prices takes the account's own numbers alone", async () => {
    const { scene, change } = await openAdmin();
    const price = { currency: "EUR", in: 0.01, out: 0.08 };
    const stranger = await change({ prices: { "+15550001111": price } });
    expect(await detailOf(stranger)).toContain("+15550001111");
    expect((await change({ prices: { [scene.sandbox.world.smsNumber]: price } })).status).toBe(200);
  });

  test("by two admins at once loses neither", async () => {
    const { change, state } = await openAdmin();
    await Promise.all([change({ shortenLinks: false }), change({ resolvedAt: "solved" })]);
    expect((await state()).settings).toMatchObject({ shortenLinks: false, resolvedAt: "solved" });
  });
});

test("an operator's change follows the same rules, and is written down as theirs", async () => {
  const { scene, other, state, audit } = await openAdmin();
  const { sandbox, system } = scene;
  const { subdomain, name } = sandbox.world.account;
  const before = { ...(await state()), entries: (await audit()).entries };
  const put = (account: string, body: object) => operate(system, "PUT", `/accounts/${account}`, body);
  const refused: [string, object, string][] = [
    [subdomain, { metricBrandIds: [other] }, "Texts need metrics"],
    [subdomain, { textBrandId: "999999" }, "999999"],
    [subdomain, { prices: { "+15550001111": { currency: "EUR", in: 1, out: 1 } } }, "+15550001111"],
    [subdomain, { orderActions: { ship: true } }, 'settings.orderActions: Unrecognized key: "ship"'],
    ["newcomer", { metricBrandIds: [other] }, "Connect Zendesk first"],
  ];
  for (const [account, settings, why] of refused) {
    const answer = await put(account, { name: "Renamed", settings });
    expect([settings, answer.status]).toEqual([settings, 422]);
    expect(await detailOf(answer)).toContain(why);
  }
  expect((await put(subdomain, { name, setings: {} })).status).toBe(422);
  expect({ ...(await state()), entries: (await audit()).entries }).toEqual(before);
  const klaviyo = { vendor: "klaviyo", privateKey: "pk_any" };
  expect((await operate(system, "POST", "/accounts/newcomer/connections", klaviyo)).status).toBe(404);

  const answer = await put(subdomain, { name, settings: { resolvedAt: "solved" } });
  expect(await answer.json()).toMatchObject({ subdomain, name, settings: { resolvedAt: "solved" } });
  expect((await audit()).entries[0]).toMatchObject({
    actor: "operator",
    action: "settings.changed",
    before: { resolvedAt: "closed" },
    after: { resolvedAt: "solved" },
  });
  const fresh = await put("newcomer", { name: "New", settings: { attributionHours: 48 } });
  expect(await fresh.json()).toMatchObject({ settings: { attributionHours: 48, resolvedAt: "closed" } });
});

test("what another version of the server stored is read, but for what this one has no setting for", () => {
  const { keywords } = readSettings({});
  const stored = { keywords: { ...keywords, own: { ...keywords.own, halt: ["HALT"] } }, sparkle: true };
  expect(readSettings(stored)).toEqual(readSettings({}));
});

test("metrics are made of the chosen brands alone", async () => {
  const { scene, change, main, other } = await openAdmin();
  expect((await change({ metricBrandIds: [main] })).status).toBe(200);
  await openTicket(scene, other);
  const ours = await openTicket(scene, main);
  await scene.quiet();
  const opened = scene.eventsAtKlaviyo("Opened Ticket");
  expect(opened.map(({ uniqueId }) => uniqueId)).toEqual([`zendesk:moorlicht:ticket:${ours.id}:opened`]);
});

test("the record is read a page at a time, newest first", async () => {
  const { change, audit } = await openAdmin();
  for (let hours = 1; hours <= 51; hours += 1) await change({ attributionHours: 100 + hours });
  const first = await audit();
  expect(first.entries).toHaveLength(50);
  expect(first.entries[0]?.after).toEqual({ attributionHours: 151 });
  const second = await audit(first.next ?? "");
  expect(second.entries.find(({ action }) => action === "settings.changed")?.after).toEqual({
    attributionHours: 101,
  });
  expect(second.next).toBeNull();
});

test("a property is read from Klaviyo when it is pinned, however fresh the profile is", async () => {
  const { scene, change } = await openAdmin({ withApp: true });
  const ticket = await scene.begin();
  await scene.sidebarOf(
    ticket.id,
    ({ customer }) => customer.status === "ready" && customer.data.segments.length > 0,
  );
  await scene.quiet();
  const asked = () =>
    scene.sandbox.klaviyo.exchanges.filter(({ path }) => path.startsWith("/api/profiles?")).length;
  const before = asked();
  await scene.sidebarOf(ticket.id, () => true);
  await scene.quiet();
  expect(asked()).toBe(before);
  expect((await change({ pinnedProperties: ["Shoe size"] })).status).toBe(200);
  await scene.sidebarOf(ticket.id, () => true);
  await scene.quiet();
  expect(asked()).toBe(before + 1);
  await scene.sidebarOf(ticket.id, () => true);
  await scene.quiet();
  expect(asked()).toBe(before + 1);
});
