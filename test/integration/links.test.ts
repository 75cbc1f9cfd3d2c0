import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { createClickCounter } from "@sidethread/server/conversations/links/count-click";
import { findLink, type Link, saveLinks } from "@sidethread/server/conversations/links/link-store";
import type { Queryable } from "@sidethread/server/database/database";
import { grantScope } from "@sidethread/server/database/grant-scope";
import { links } from "@sidethread/server/database/schema/links";
import { cleanUp } from "@sidethread/server/work/clean-up";
import { describe, expect, it, onTestFinished } from "vitest";
import { openTestDatabase } from "../kit/database.ts";
import { openScene, type Scene } from "./kit/scene.ts";

const COAT = "https://moorlicht.example/collections/coats/products/heath-coat?colour=blue&size=M";
const PHONE = { "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Safari/604.1" };
const CLICKED = "Clicked Link in Text";
const DAY_MS = 24 * 60 * 60 * 1000;

const follow = (url: string, headers: Record<string, string> = PHONE, method = "GET") =>
  fetch(url, { method, headers, redirect: "manual" });

async function send(scene: Scene, body: string): Promise<number> {
  const ticket = await scene.begin();
  await scene.agent.updateTicket(ticket.id, { comment: { body, public: true } });
  await scene.quiet();
  return ticket.id;
}

/** The short links in the texts that went out. */
const shortLinks = (scene: Scene) =>
  scene.sms().flatMap(({ body }) => body.match(/http:\/\/[\d.:]+\/l\/[0-9A-Za-z]{11}\b/g) ?? []);

/** A link in a text on its customer's phone. */
async function sendLink(scene: Scene): Promise<{ ticketId: number; short: string }> {
  const ticketId = await send(scene, `Here: ${COAT}.`);
  const [short = ""] = shortLinks(scene);
  return { ticketId, short };
}

const sidebarWithReply = (scene: Scene, ticketId: number, clicks: number | null) =>
  scene.sidebarOf(ticketId, ({ thread }) => thread.messages[1]?.clicks === clicks);

async function getLink(db: Queryable, code: string): Promise<Link> {
  const link = await findLink(db, code);
  if (!link) throw new Error(`There is no link ${code}.`);
  return link;
}

/** The server's own store, for what no vendor sees. */
async function openStore() {
  const folder = await mkdtemp(join(tmpdir(), "links-"));
  const databaseUrl = `file:${join(folder, "links.db")}`;
  const store = createClient({ url: databaseUrl });
  onTestFinished(async () => {
    store.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { databaseUrl, store };
}

describe("a link in an agent's reply", () => {
  it("goes out short, leads to exactly what was written, and its clicks are counted and told", async () => {
    const scene = await openScene({ withApp: true });
    const { ticketId, short } = await sendLink(scene);
    expect(scene.sms().map(({ body }) => body)).toEqual([`Here: ${short}.`]);
    expect(scene.said(ticketId)).toContain(`Here: ${COAT}.`);
    const before = await sidebarWithReply(scene, ticketId, 0);
    expect(before.thread.messages[1]).toMatchObject({ text: `Here: ${COAT}.` });

    const answer = await follow(short);
    expect([answer.status, answer.headers.get("location"), await answer.text()]).toEqual([302, COAT, ""]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    await follow(short);
    await sidebarWithReply(scene, ticketId, 2);
    await scene.quiet();
    const { email, phone } = scene.customer("maren-voss");
    expect(scene.eventsAtKlaviyo(CLICKED)).toMatchObject([
      {
        email,
        phone,
        properties: {
          URL: COAT,
          Channel: "sms",
          Ticket_id: String(ticketId),
          Agent_name: scene.agent.user.name,
        },
      },
    ]);
  });

  it("each has a code and a first click of its own; of the same link there is one", async () => {
    const scene = await openScene({ withApp: true });
    const ticketId = await send(scene, `${COAT}&a ${COAT}&b ${COAT}&a`);
    const [a = "", b = "", again] = shortLinks(scene);
    expect([new Set([a, b]).size, again]).toEqual([2, a]);
    await Promise.all([follow(a), follow(b)]);
    await sidebarWithReply(scene, ticketId, 2);
    await scene.quiet();
    expect(
      scene
        .eventsAtKlaviyo(CLICKED)
        .map(({ properties }) => properties.URL)
        .toSorted(),
    ).toEqual([`${COAT}&a`, `${COAT}&b`]);
  });

  it("with letters of other scripts leads on in a header's letters", async () => {
    const scene = await openScene();
    await send(scene, "https://münchen.example/straße-und-platz/größe?x=ö&y=<b>");
    const answer = await follow(shortLinks(scene)[0] ?? "");
    expect(answer.headers.get("location")).toBe(
      "https://xn--mnchen-3ya.example/stra%C3%9Fe-und-platz/gr%C3%B6%C3%9Fe?x=%C3%B6&y=",
    );
  });

  it("is the same after a send whose outcome was unknown, so it is found and not sent again", async () => {
    const scene = await openScene();
    const ticket = await scene.begin();
    await scene.quiet();
    await scene.during("twilio", { dropAfterWork: 1 }, () =>
      scene.agent.updateTicket(ticket.id, { comment: { body: `Here: ${COAT}`, public: true } }),
    );
    await scene.choose({ shortenLinks: false });
    await scene.quiet();
    expect(scene.sms()).toMatchObject([{ status: "delivered" }]);
    expect((await follow(shortLinks(scene)[0] ?? "")).headers.get("location")).toBe(COAT);
  });

  it("stays as it is where the account chose so, and has no clicks", async () => {
    const scene = await openScene({ withApp: true });
    await scene.choose({ shortenLinks: false });
    const ticketId = await send(scene, `Here: ${COAT}.`);
    expect(scene.sms().map(({ body }) => body)).toEqual([`Here: ${COAT}.`]);
    await sidebarWithReply(scene, ticketId, null);
  });

  it("is not kept where the reply must not go out", async () => {
    const { databaseUrl, store } = await openStore();
    const scene = await openScene({ databaseUrl });
    const ticket = await scene.begin();
    await scene.textInTurn(scene.customer("maren-voss").phone, "STOP");
    await scene.quiet();
    await scene.agent.updateTicket(ticket.id, { comment: { body: COAT, public: true } });
    await scene.quiet();
    expect(scene.notes(ticket.id)).toHaveLength(1);
    expect((await store.execute("SELECT code FROM links")).rows).toEqual([]);
  });
});

describe("a short link", () => {
  it("leads robots and HEAD on too, but they are no clicks", async () => {
    const scene = await openScene({ withApp: true });
    const { ticketId, short } = await sendLink(scene);
    const answers = [
      await follow(short, PHONE, "HEAD"),
      await follow(short, { "user-agent": "facebookexternalhit/1.1 Facebot Twitterbot/1.0" }),
      await follow(short, { "user-agent": "WhatsApp/2.23.20.0" }),
      await follow(short, { ...PHONE, "sec-purpose": "prefetch" }),
    ];
    for (const { status, headers } of answers) expect([status, headers.get("location")]).toEqual([302, COAT]);
    await follow(short);
    await sidebarWithReply(scene, ticketId, 1);
  });

  it("counts each of many clicks at once, and tells of one", async () => {
    const scene = await openScene({ withApp: true });
    const { ticketId, short } = await sendLink(scene);
    const answers = await Promise.all(Array.from({ length: 200 }, () => follow(short)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([302]));
    await sidebarWithReply(scene, ticketId, 200);
    await scene.quiet();
    expect(scene.eventsAtKlaviyo(CLICKED)).toHaveLength(1);
  });

  it("loses no click that comes while others are being written", async () => {
    const { read, write } = await openTestDatabase();
    const scope = grantScope("a");
    await write((tx) => saveLinks(tx, scope, "m", [{ code: "c", url: COAT }]));
    const link = await getLink(read, "c");
    let late: Promise<boolean> | undefined;
    const count = createClickCounter((work) =>
      write(async (tx) => {
        const written = await work(tx);
        late ??= count(scope, link, "late");
        return written;
      }),
    );
    expect(await Promise.all([count(scope, link, "one"), count(scope, link, "two")])).toEqual([true, true]);
    expect(await late).toBe(false);
    expect(await getLink(read, "c")).toMatchObject({ clicks: 3 });
  });

  it.each([
    ["as long as a code", "00000000000"],
    ["very long", "a".repeat(5000)],
    ["with script in it", "%3Cscript%3Ealert(1)%3C%2Fscript%3E"],
    ["with a line break", "%0d%0aset-cookie:a=b"],
    ["that is no UTF-8", "%ff"],
  ])("unknown, %s, says so in plain text", async (_, code) => {
    const scene = await openScene({ connect: [] });
    const answer = await follow(`${scene.system.serverOrigin}/l/${code}`);
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("set-cookie")]).toEqual([
      404,
      expect.stringMatching(/^text\/plain/),
      null,
    ]);
    expect(await answer.text()).toMatch(/^There is no such link\.[ A-Za-z.]*\n$/);
  });

  it("expired says so in plain text, and counts nothing", async () => {
    const { databaseUrl, store } = await openStore();
    const scene = await openScene({ databaseUrl });
    const { short } = await sendLink(scene);
    const [kept] = (await store.execute("SELECT expires_at - created_at AS lasts FROM links")).rows;
    expect(kept?.lasts).toBe(180 * DAY_MS);
    await store.execute({ sql: "UPDATE links SET expires_at = ?", args: [Date.now()] });
    const answer = await follow(short);
    expect([answer.status, answer.headers.get("location")]).toEqual([410, null]);
    expect(await answer.text()).toMatch(/^This link has expired\./);
    expect((await store.execute("SELECT clicks FROM links")).rows).toMatchObject([{ clicks: 0 }]);
  });

  it("leads on though its click can't be written down", async () => {
    const { databaseUrl, store } = await openStore();
    const scene = await openScene({ databaseUrl });
    const { short } = await sendLink(scene);
    await store.execute("CREATE TRIGGER full BEFORE UPDATE ON links BEGIN SELECT RAISE(ABORT, 'full'); END");
    const answer = await follow(short);
    expect([answer.status, answer.headers.get("location")]).toEqual([302, COAT]);
    await store.execute("DROP TRIGGER full");
    await follow(short);
    expect((await store.execute("SELECT clicks FROM links")).rows).toMatchObject([{ clicks: 1 }]);
  });

  it("is removed some time after it expired, others are not", async () => {
    const { read, write } = await openTestDatabase();
    const expired = (days: number) => ({
      code: randomUUID(),
      accountId: "a",
      messageId: "m",
      url: COAT,
      createdAt: new Date(),
      expiresAt: new Date(Date.now() - days * DAY_MS),
    });
    const long = Array.from({ length: 501 }, () => expired(31));
    const [lately, not] = [expired(29), expired(-1)];
    await write(async (tx) => {
      await tx.insert(links).values([...long, lately, not]);
    });
    await cleanUp(write, 30);
    const left = await read.select({ code: links.code }).from(links);
    expect(left.map(({ code }) => code).toSorted()).toEqual([lately.code, not.code].toSorted());
  });
});
