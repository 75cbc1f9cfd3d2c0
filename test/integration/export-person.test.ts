import { expect, it } from "vitest";
import { signIn } from "./kit/admin.ts";
import { operate } from "./kit/operate.ts";
import { openScene } from "./kit/scene.ts";
import { seedPerson, wordsOf } from "./kit/seed-person.ts";

it("exports everything of a person in one document, and nothing of anybody else", async () => {
  const scene = await openScene({ withApp: true });
  const ticketId = await seedPerson(scene, "maren-voss", "papaya");
  await seedPerson(scene, "lucia-navarro", "mango");
  const { email, phone, firstName, lastName } = scene.customer("maren-voss");
  const admin = await signIn(scene.system);

  const answer = await admin("POST", "/people/export", { email: email.toUpperCase() });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toContain("attachment");
  const document = await answer.text();
  for (const word of wordsOf(scene, "maren-voss", "papaya")) expect(document).toContain(word);
  for (const word of wordsOf(scene, "lucia-navarro", "mango").slice(2)) expect(document).not.toContain(word);
  const told = JSON.parse(document);
  expect(told).toMatchObject({
    profile: { name: `${firstName} ${lastName}` },
    knownAs: { email: [email], phone: [phone] },
    conversations: [{ channel: "sms", theirs: phone }],
    tickets: expect.arrayContaining([expect.objectContaining({ id: String(ticketId) })]),
  });
  const texts = told.conversations[0].messages.map(({ from, text }: { from: string; text: string }) => [
    from,
    text,
  ]);
  expect(texts.slice(0, 2)).toEqual([
    ["campaign", "papaya days are here"],
    ["customer", "Does the papaya coat come in blue?"],
  ]);
  expect(told.conversations[0].messages.at(-1).links).toMatchObject([{ clicks: 1 }]);
  for (const part of ["consent", "orders", "events", "fromVendors", "received"])
    expect([part, told[part].length]).toEqual([part, expect.any(Number)]);
  expect(
    told.orders.length * told.events.length * told.fromVendors.length * told.received.length,
  ).toBeGreaterThan(0);

  const account = `/accounts/${scene.sandbox.world.account.subdomain}`;
  const byPhone = await operate(scene.system, "POST", `${account}/people/export`, { phone });
  expect({ ...(await byPhone.json()), exportedAt: null }).toEqual({ ...told, exportedAt: null });
}, 60_000);

it("says when it knows nobody, or not whom is meant", async () => {
  const scene = await openScene({ connect: [] });
  const admin = await signIn(scene.system);
  const ask = async (person: object) => (await admin("POST", "/people/export", person)).status;
  expect(await ask({ email: "nobody@example.com" })).toBe(404);
  for (const person of [{}, { phone: "12" }, { phone: "CALL ME" }, { email: "x" }, { zendeskUserId: "0x1" }])
    expect([person, await ask(person)]).toEqual([person, 422]);
  expect(await ask({ email: "a@example.com", phone: "+4915112345678" })).toBe(422);
});
