import { describe, expect, it } from "vitest";
import { sign } from "../sandbox/twilio/signature.ts";
import { readWork } from "./kit/quiet.ts";
import { openScene, type Scene } from "./kit/scene.ts";

let made = 0;

/** Tells of a text as Twilio does, whatever its form says. */
async function tell({ sandbox, customer }: Scene, change: Record<string, string>): Promise<number> {
  const { twilio, world } = sandbox;
  const number = [...twilio.state.numbers.values()].find(
    ({ phoneNumber }) => phoneNumber === world.smsNumber,
  );
  const url = number?.smsUrl.split("#")[0] ?? "";
  made += 1;
  const known = { From: customer("maren-voss").phone, To: world.smsNumber, Body: "Hello" };
  const params = { MessageSid: `SM${String(made).padStart(32, "0")}`, ...known, ...change };
  const headers = { "x-twilio-signature": sign(twilio.credentials.authToken, url, params) };
  const { status } = await fetch(url, { method: "POST", headers, body: new URLSearchParams(params) });
  return status;
}

/** Nothing waits that can't be done, and nothing was set aside. */
async function expectAllDone(scene: Scene): Promise<void> {
  await scene.quiet(20_000);
  expect(await readWork(scene.system.serverOrigin)).toEqual({ waiting: 0, failed: 0 });
}

describe("bad input: a customer's text through Twilio", { timeout: 40_000 }, () => {
  it.each([
    ["what can't be seen", "\u200b\u200d\u2060\ufeff"],
    ["marks of direction alone", "\u202e\u2066\u2069"],
    ["a hundred marks on one letter", `z${"\u0301".repeat(100)}`],
  ])("of %s arrives, and holds nothing up", async (_, body) => {
    const scene = await openScene();
    const { phone } = scene.customer("maren-voss");
    await scene.textInTurn(phone, "Before", body, "After");
    const ticket = await scene.ticketWith("After");
    await expectAllDone(scene);
    expect(scene.said(ticket.id)).toEqual(["Before", body, "After"]);
  });

  it("from somebody with a script for a name: a name, and nothing that runs", async () => {
    const scene = await openScene({ withApp: true });
    const name = '"><script>alert(1)</script>';
    const { email, phone } = scene.customer("seoyeon-kim");
    scene.describeAtKlaviyo(email, { first_name: name, last_name: "\u202eKim\ud83d" });
    const ticket = await scene.begin("seoyeon-kim", "Hello");
    const shown = await scene.sidebarOf(ticket.id, ({ customer }) => customer.status === "ready");
    expect(JSON.stringify(shown.customer)).toContain("<script>alert(1)</script>");
    expect(scene.usersOf(phone)).toHaveLength(1);
    await expectAllDone(scene);
  });

  it.each(["-1", "many", "1e9", "99999999999", "11"])(
    "that says it has %s pictures holds nothing up",
    async (count) => {
      const scene = await openScene();
      expect([200, 422]).toContain(await tell(scene, { Body: "Odd", NumMedia: count }));
      expect(await tell(scene, { Body: "After" })).toBe(200);
      await scene.ticketWith("After");
      await expectAllDone(scene);
    },
  );

  it("to a number that we have not heard of is a ticket, answered from that number", async () => {
    const scene = await openScene();
    expect(await tell(scene, { To: "+4915799999999", Body: "Anyone?" })).toBe(200);
    const ticket = await scene.ticketWith("Anyone?");
    await scene.agent.updateTicket(ticket.id, { comment: { body: "Yes.", public: true } });
    await expectAllDone(scene);
    // Twilio has no such number, so that the agent is told.
    expect(scene.sms()).toEqual([]);
    expect(scene.notes(ticket.id)).toEqual([expect.stringMatching(/^Not sent as a text/)]);
  });

  it.each(["+266696687", "Anonymous", "Restricted", "+", "0", "+4900000000000000000", "a".repeat(500)])(
    "from %s is heard, and can't be answered",
    async (from) => {
      const scene = await openScene();
      await scene.choose({ ticketsWithoutConsent: true });
      expect(await tell(scene, { From: from, Body: "Guess who" })).toBe(200);
      const ticket = await scene.ticketWith("Guess who");
      await scene.agent.updateTicket(ticket.id, { comment: { body: "Who?", public: true } });
      await expectAllDone(scene);
      expect(scene.sms().filter(({ status }) => status === "delivered")).toEqual([]);
      expect(scene.notes(ticket.id)).toHaveLength(1);
    },
  );

  it.each([
    "whatsapp:+",
    "whatsapp:MOORLICHT",
    "whatsapp:US.13491208655302741918",
    "whatsapp:whatsapp:+4915123456789",
    "whatsapp:+4915123456789@c.us",
    "whatsapp:<script>",
  ])("over WhatsApp from %s is taken or refused, nothing fails, and the next is heard", async (from) => {
    const scene = await openScene();
    await scene.choose({ ticketsWithoutConsent: true });
    const To = `whatsapp:${scene.sandbox.world.smsNumber}`;
    const status = await tell(scene, { From: from, To, Body: "Odd" });
    expect([200, 422]).toContain(status);
    expect(await tell(scene, { Body: "After" })).toBe(200);
    await scene.ticketWith("After");
    if (status === 200) expect((await scene.ticketWith("Odd")).tags).toEqual(["whatsapp"]);
    await expectAllDone(scene);
    expect(scene.textTickets()).toHaveLength(status === 200 ? 2 : 1);
  });

  it("in Twilio's other spelling of an address is of the same conversation", async () => {
    const scene = await openScene();
    await scene.choose({ ticketsWithoutConsent: true });
    const { phone } = scene.customer("maren-voss");
    const To = `whatsapp:${scene.sandbox.world.smsNumber}`;
    await tell(scene, { From: `whatsapp:${phone}`, To, Body: "One" });
    const ticket = await scene.ticketWith("One");
    await tell(scene, { From: `whatsapp: ${phone} `, To, Body: "Two" });
    await expectAllDone(scene);
    expect(scene.said(ticket.id)).toEqual(["One", "Two"]);
  });
});

describe("bad input: an agent's reply", { timeout: 40_000 }, () => {
  it.each([
    ["HTML and script", '<script>alert(1)</script> <b>5 < 6</b> &amp; "'],
    ["a placeholder", "{{ticket.requester.email}} {% raw %}"],
    ["from right to left", "\u202eمرحبا\u202c \u2067שלום\u2069"],
    ["what can't be seen between words", "a\u200bb\u200dc\ufeff d"],
  ])("of %s goes out as it was written", async (_, body) => {
    const scene = await openScene();
    const ticket = await scene.begin();
    await scene.agent.updateTicket(ticket.id, { comment: { body, public: true } });
    await expectAllDone(scene);
    expect(scene.sms().map((one) => one.body)).toEqual([body]);
    expect(scene.notes(ticket.id)).toEqual([]);
  });

  it("of half a character goes out with all the others", async () => {
    const scene = await openScene();
    const ticket = await scene.begin();
    await scene.agent.updateTicket(ticket.id, { comment: { body: "half \ud83d of it", public: true } });
    await expectAllDone(scene);
    expect(scene.sms().map((one) => one.body)).toEqual([expect.stringMatching(/^half \ufffd? of it$/)]);
  });

  it.each([60_000, 65_000])("of %i characters is not sent, and the ticket says so", async (length) => {
    const scene = await openScene();
    const ticket = await scene.begin();
    await scene.agent.updateTicket(ticket.id, { comment: { body: "ä".repeat(length), public: true } });
    await expectAllDone(scene);
    expect(scene.sms()).toEqual([]);
    expect(scene.notes(ticket.id)).toEqual([
      expect.stringMatching(/^Not sent as a text: it is longer than 1,600 characters/),
    ]);
  });
});

describe("bad input: what became of a text, from Twilio", { timeout: 40_000 }, () => {
  it.each([
    ["an unknown status", { MessageStatus: "teleported" }],
    ["a code that is none", { MessageStatus: "failed", ErrorCode: "<script>" }],
    ["another text's id", { MessageSid: `SM${"f".repeat(32)}`, MessageStatus: "failed" }],
  ])("with %s changes nothing that is known, and fails nothing", async (_, change) => {
    const scene = await openScene({ withApp: true });
    const ticket = await scene.begin();
    await scene.agent.updateTicket(ticket.id, { comment: { body: "It does.", public: true } });
    await expectAllDone(scene);
    const [sent] = scene.sms();
    const url = sent?.statusCallback?.split("#")[0] ?? "";
    const params = { MessageSid: sent?.sid ?? "", ...change };
    const { authToken } = scene.sandbox.twilio.credentials;
    const headers = { "x-twilio-signature": sign(authToken, url, params) };
    const answer = await fetch(url, { method: "POST", headers, body: new URLSearchParams(params) });
    expect(answer.status).toBe(200);
    await expectAllDone(scene);
    const { thread } = await scene.sidebarOf(ticket.id, (shown) => shown.thread.messages.length === 2);
    expect(thread.messages[1]).toMatchObject({ text: "It does.", state: "delivered" });
  });
});
