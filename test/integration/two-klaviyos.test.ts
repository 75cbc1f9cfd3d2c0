import type { AdminConnection } from "@sidethread/shared/admin";
import { expect, it } from "vitest";
import { eventually } from "../kit/wait.ts";
import type { Klaviyo } from "../sandbox/klaviyo/klaviyo.ts";
import type { Ticket } from "../sandbox/zendesk/records.ts";
import { type FetchAdmin, signIn } from "./kit/admin.ts";
import { openDataFile } from "./kit/data-file.ts";
import { openScene } from "./kit/scene.ts";

const SOON = { timeout: 15_000 };

/** One shop with a brand at each of two Klaviyo accounts, which know the same people by the same ids. */
async function openBrands() {
  const file = await openDataFile();
  const scene = await openScene({
    withApp: true,
    connect: ["zendesk", "klaviyo", "twilio"],
    databaseUrl: file.databaseUrl,
  });
  const { sandbox, system } = scene;
  const main = sandbox.klaviyo;
  const second = sandbox.openSecondKlaviyo();
  for (const { state } of [main, second]) {
    state.settings.rateLimitScale = null;
    state.settings.conversations = true;
  }
  const admin = await signIn(system);
  const brands = [...sandbox.zendesk.state.brands.values()];
  const brand = (isDefault: boolean) => brands.find((one) => one.default === isDefault)?.id ?? 0;
  const [shop, works] = [brand(true), brand(false)];
  const { email, phone } = scene.customer("maren-voss");
  const profileAt = ({ state }: Klaviyo) => {
    const found = [...state.profiles.values()].find(({ attributes }) => attributes.email === email);
    if (!found) throw new Error(`Klaviyo has no ${email}.`);
    return found;
  };
  const openTicket = async (brandId: number, body: string) => {
    const ticket = { subject: body, comment: { body }, requester: { email }, brand_id: brandId };
    return (await scene.zendeskApi<{ ticket: Ticket }>("POST", "/tickets", { ticket })).ticket.id;
  };
  const openedAt = ({ events }: Klaviyo) =>
    events.flatMap(({ metric, properties }) => (metric === "Opened Ticket" ? [properties.Ticket_id] : []));
  return {
    ...scene,
    ...{ file, main, second, admin, shop, works, email, phone, profileAt, openTicket, openedAt },
    choose: (settings: object) => admin("PATCH", "/settings", settings),
    rows: () => rowsOf(admin),
    smsAt: (klaviyo: Klaviyo) => profileAt(klaviyo).consents["sms.marketing"].state,
  };
}

async function rowsOf(admin: FetchAdmin) {
  const rows = (await (await admin("GET", "/connections")).json()) as AdminConnection[];
  return rows.filter(({ vendor }) => vendor === "klaviyo");
}

const detailOf = async (answer: Response) => ((await answer.json()) as { detail: string }).detail;

it("brands at two Klaviyo accounts are kept apart: metrics, profiles, consent, texts", async () => {
  const scene = await openBrands();
  const { main, second, admin, shop, works, phone, email, profileAt, smsAt } = scene;
  const [mainId, secondId] = [main.state.account.id, second.state.account.id];
  expect(profileAt(main).id).toBe(profileAt(second).id);
  const ours = { klaviyoByBrand: { [works]: secondId } };

  // Connecting another one adds it, connecting it again mends it.
  expect(await detailOf(await scene.choose(ours))).toMatch(/not connected/);
  for (const { privateKey } of [second, second, main])
    expect((await admin("POST", "/connections/klaviyo", { privateKey })).status).toBe(200);
  expect(await scene.rows()).toEqual([
    expect.objectContaining({ key: mainId, isMain: true, label: `Moorlicht (${mainId})` }),
    expect.objectContaining({ key: secondId, isMain: false, label: `Moorlicht Werkstatt (${secondId})` }),
  ]);
  expect([main, second].map(({ state }) => state.webhooks.size)).toEqual([1, 1]);
  expect(await detailOf(await scene.choose({ klaviyoByBrand: { 999: secondId } }))).toMatch(/no brand 999/);
  expect((await scene.choose(ours)).status).toBe(200);

  // A ticket's brand decides where its metrics go, and whom its sidebar shows.
  Object.assign(profileAt(second).attributes, { first_name: "Marina" });
  const [ofShop, ofWorks] = [
    await scene.openTicket(shop, "My tent"),
    await scene.openTicket(works, "My lamp"),
  ];
  await eventually(() => scene.openedAt(second).includes(ofWorks), SOON);
  await eventually(() => scene.openedAt(main).includes(ofShop), SOON);
  await scene.quiet();
  expect([scene.openedAt(main), scene.openedAt(second)]).toEqual([[ofShop], [ofWorks]]);
  const shows = (ticketId: number, name: string) =>
    scene.sidebarOf(
      ticketId,
      ({ customer }) =>
        customer.status === "ready" && customer.data.name === `${name} Voss` && !customer.stale,
    );
  await shows(ofWorks, "Marina");
  await shows(ofShop, "Maren");
  await shows(ofWorks, "Marina");

  // A stop word is told to the Klaviyo account of texts alone.
  scene.text(phone, "STOP");
  await eventually(() => smsAt(main) === "UNSUBSCRIBED", SOON);
  await scene.quiet();
  expect(smsAt(second)).toBe("SUBSCRIBED");
  const consentOn = async (ticketId: number) => {
    const { customer } = await scene.sidebarOf(ticketId, (one) => one.customer.status === "ready");
    return customer.status === "ready" ? customer.data.consent.sms.state : null;
  };
  expect([await consentOn(ofShop), await consentOn(ofWorks)]).toEqual(["unsubscribed", "subscribed"]);

  // What the other account hears of texts counts once it is the one for texts, and from then on.
  const to = scene.sandbox.world.smsNumber;
  const { phone: other } = scene.customer("lucia-navarro");
  second.text({ from: other, to, body: "To the other brand" });
  main.text({ from: other, to, body: "To the shop" });
  expect((await scene.ticketWith("To the shop")).brand_id).toBe(shop);
  await scene.quiet();
  expect(scene.textTickets()).toHaveLength(1);
  expect((await scene.choose({ textBrandId: String(works) })).status).toBe(200);
  await scene.quiet();
  second.text({ from: other, to, body: "Now to the works" });
  const answered = await scene.ticketWith("Now to the works");
  await scene.agent.updateTicket(answered.id, { comment: { body: "Yes, we do", public: true } });
  await eventually(() => second.textsTo(other).some(({ body }) => body === "Yes, we do"), SOON);
  await scene.quiet();
  expect(scene.said(answered.id)).not.toContain("To the other brand");
  expect(main.textsTo(other).map(({ body }) => body)).not.toContain("Yes, we do");
  // Who said STOP to the number said it to us, whoever knows of consent now.
  scene.text(phone, "Are you there?");
  await scene.quiet();
  expect(scene.textTickets()).toHaveLength(1);
  expect(smsAt(second)).toBe("SUBSCRIBED");

  // One can be disconnected; the other goes on, and never takes its place.
  expect(await detailOf(await admin("DELETE", "/connections/klaviyo"))).toMatch(/Say which/);
  expect((await admin("DELETE", `/connections/klaviyo?key=${secondId}`)).status).toBe(200);
  expect(await scene.rows()).toEqual([expect.objectContaining({ key: mainId, isMain: true })]);
  expect([main, second].map(({ state }) => state.webhooks.size)).toEqual([1, 0]);
  const late = [await scene.openTicket(works, "Another lamp"), await scene.openTicket(shop, "Another tent")];
  await eventually(() => scene.openedAt(main).includes(late[1]), SOON);
  await scene.quiet();
  expect(scene.openedAt(main)).not.toContain(late[0]);
  expect(scene.openedAt(second)).not.toContain(late[0]);
  const kept = await scene.file.store.execute("SELECT properties FROM events");
  expect(kept.rows.map(({ properties }) => JSON.parse(String(properties)).Ticket_id)).toContain(late[0]);

  // Forgetting a person covers every Klaviyo account.
  const words = [email, phone.slice(1), profileAt(main).id, "Marina"];
  expect(await scene.file.columnsWith(words)).toContain("identities.value");
  expect((await admin("POST", "/people/erase", { email })).status).toBe(202);
  await eventually(async () => expect(await scene.file.columnsWith(words)).toEqual([]), SOON);
}, 90_000);

it("the main Klaviyo account is followed by one that serves no brand yet, and by no other", async () => {
  const scene = await openBrands();
  const { main, second, admin, works } = scene;
  const [mainId, secondId] = [main.state.account.id, second.state.account.id];
  const connect = async ({ privateKey }: Klaviyo) => {
    expect((await admin("POST", "/connections/klaviyo", { privateKey })).status).toBe(200);
  };
  const disconnect = async (key: string) => {
    expect((await admin("DELETE", `/connections/klaviyo?key=${key}`)).status).toBe(200);
  };
  const mains = async () => (await scene.rows()).map(({ key, isMain }) => [key, isMain]);

  // What it said of consent stays, until another one is there to be asked.
  const { id } = await scene.begin();
  const subscribed = () =>
    scene.sidebarOf(
      id,
      ({ customer }) => customer.status === "ready" && customer.data.consent.sms.state === "subscribed",
    );
  await subscribed();
  await scene.quiet();
  await disconnect(mainId);
  await subscribed();
  await connect(main);

  await connect(second);
  await disconnect(mainId);
  expect(await mains()).toEqual([[secondId, true]]);
  await connect(main);
  expect(await mains()).toEqual([
    [secondId, true],
    [mainId, false],
  ]);
  await scene.choose({ klaviyoByBrand: { [works]: mainId } });
  await disconnect(secondId);
  expect(await mains()).toEqual([[mainId, false]]);
  await connect(second);
  expect(await mains()).toEqual([
    [mainId, false],
    [secondId, true],
  ]);

  // All are taken back with the app.
  expect((await admin("DELETE", "/account")).status).toBe(200);
  expect([main, second].map(({ state }) => state.webhooks.size)).toEqual([0, 0]);
}, 60_000);
