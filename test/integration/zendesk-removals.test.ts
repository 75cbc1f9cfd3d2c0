import { expect, it } from "vitest";
import type { User } from "../sandbox/zendesk/records.ts";
import { openDataFile } from "./kit/data-file.ts";
import { openScene } from "./kit/scene.ts";

it("lets go of tickets and users that are gone from Zendesk, and keeps the person's thread", async () => {
  const { databaseUrl, store, columnsWith } = await openDataFile();
  const scene = await openScene({ withApp: true, databaseUrl });
  const { zendesk } = scene.sandbox;
  const { phone } = scene.customer("maren-voss");
  const read = async (sql: string, ...args: string[]) =>
    (await store.execute({ sql, args })).rows.map((row) => Object.values({ ...row })[0]);
  const zendeskIdsOf = (number: string) =>
    read(
      `SELECT value FROM identities WHERE kind = 'zendesk' AND profile_id =
        (SELECT profile_id FROM identities WHERE kind = 'phone' AND value = ?) ORDER BY rowid`,
      number,
    );

  // Deleted alone, a ticket may come back.
  const first = await scene.begin("maren-voss", "Is the papaya coat warm?");
  await scene.quiet();
  await scene.zendeskApi("DELETE", `/tickets/${first.id}`);
  await scene.quiet();
  expect(await read("SELECT ticket_id FROM conversations")).toEqual([String(first.id)]);
  expect((await columnsWith(["papaya"])).filter((name) => name.startsWith("events."))).not.toEqual([]);

  await scene.zendeskApi("DELETE", `/deleted_tickets/${first.id}`);
  await scene.quiet();
  expect(await read("SELECT ticket_id FROM conversations")).toEqual([null]);
  expect(await read("SELECT count(*) FROM tickets WHERE ticket_id = ?", String(first.id))).toEqual([0]);
  expect((await columnsWith(["papaya"])).filter((name) => name.startsWith("events."))).toEqual([]);
  expect(await read("SELECT count(*) FROM events WHERE metric = 'Opened Ticket'")).toEqual([1]);

  const second = await scene.begin("maren-voss", "And the boots?");
  expect(second.id).not.toBe(first.id);
  expect(second.via.source).not.toMatchObject({ rel: "follow_up" });
  const { thread } = await scene.sidebarOf(second.id, (shown) => shown.thread.messages.length === 2);
  expect(thread.messages.map(({ text }) => text)).toEqual(["Is the papaya coat warm?", "And the boots?"]);

  // Who was deleted is looked for by their number: here, nobody has it any more.
  await scene.quiet();
  const dead = second.requester_id;
  expect(await zendeskIdsOf(phone)).toContain(String(dead));
  await scene.zendeskApi("DELETE", `/users/${dead}`);
  await scene.quiet();
  expect(await zendeskIdsOf(phone)).toEqual([]);
  const personal = "SELECT count(*) FROM deliveries WHERE source = 'zendesk.removal' AND body LIKE '%@%'";
  expect(await read(personal)).toEqual([0]);
  const asked = zendesk.exchanges.length;
  await scene.begin("maren-voss", "Hello?");
  await scene.quiet();
  const [again] = scene.usersOf(phone).filter(({ active }) => active);
  expect(again?.id).not.toBe(dead);
  expect(await zendeskIdsOf(phone)).toEqual([String(again?.id)]);
  expect(zendesk.exchanges.slice(asked).filter(({ path }) => path.includes(`/users/${dead}`))).toEqual([]);

  // Two users who become one: what they write is the living one's.
  const stranger = "+4917612345999";
  await scene.choose({ ticketsWithoutConsent: true });
  scene.text(stranger, "Do you ship to Norway?");
  const { id: theirs, requester_id: byText } = await scene.ticketWith("Do you ship to Norway?");
  const { user } = await scene.zendeskApi<{ user: User }>("POST", "/users", {
    user: { name: "Ola Nordmann", email: "ola@nordmann.example" },
  });
  await scene.openEmailTicket("ola@nordmann.example", "I also sent a text");
  await scene.quiet();
  await scene.zendeskApi("PUT", `/users/${byText}/merge`, { user: { id: user.id } });
  await scene.quiet();
  expect((await zendeskIdsOf(stranger)).sort()).toEqual([byText, user.id].map(String).sort());
  scene.text(stranger, "To Oslo?");
  expect((await scene.ticketWith("To Oslo?")).id).toBe(theirs);
  expect(scene.commentsOn(theirs).find(({ body }) => body === "To Oslo?")?.author_id).toBe(user.id);
}, 60_000);
