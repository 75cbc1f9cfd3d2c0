import { describe, expect, it } from "vitest";
import { openScene } from "./kit/scene.ts";

const subscribed = ["maren-voss", "lucia-navarro", "tom-whitfield", "seoyeon-kim", "aylin-demir"];

const noWords = { stop: [], start: [], subscribe: [], automation: [], help: [] };

describe("keywords", () => {
  it.each([
    ["STOP", "StopAll", "unsubscribe", " CANCEL "],
    ["END", "quit", "Revoke\n", "ＯＰＴＯＵＴ"],
  ])("%s, %s, %s and %j take consent back, and open no ticket", async (...words) => {
    const scene = await openScene();
    const people = words.map((_, index) => scene.customer(subscribed[index] ?? ""));
    for (const [index, word] of words.entries()) scene.text(people[index]?.phone ?? "", word);
    await scene.quiet();
    expect(scene.textTickets()).toEqual([]);
    const profiles = [...scene.sandbox.klaviyo.state.profiles.values()];
    for (const { email } of people) {
      const profile = profiles.find(({ attributes }) => attributes.email === email);
      expect(profile?.consents["sms.marketing"].state).toBe("UNSUBSCRIBED");
    }
    expect(scene.sms()).toEqual([]);
  });

  it("are the whole text, or none", async () => {
    const scene = await openScene();
    const { phone } = scene.customer("maren-voss");
    await scene.textInTurn(phone, "Please cancel my order", "stop it!");
    const ticket = await scene.ticketWith("stop it!");
    expect(scene.said(ticket.id)).toEqual(["Please cancel my order", "stop it!"]);
  });

  it("in the account's customers' languages, and those alone that it chose", async () => {
    const scene = await openScene();
    const { phone } = scene.customer("maren-voss");
    const keywords = { languages: ["fr"], stopWords: "whole_text", own: noWords };
    await scene.choose({ keywords });
    await scene.textInTurn(phone, "Abmelden");
    const ticket = await scene.ticketWith("Abmelden");
    await scene.textInTurn(phone, "Arrêt !", "Noch da?");
    await scene.quiet();
    expect(scene.said(ticket.id)).toEqual(["Abmelden"]);
  });

  it("of the account's own: an automation's opens no ticket, a subscribe keyword gives consent", async () => {
    const scene = await openScene();
    const { phone } = scene.customer("jonas-albrecht");
    const own = { ...noWords, automation: ["Größe"], subscribe: ["Nordwind"] };
    await scene.choose({ keywords: { languages: ["de"], stopWords: "whole_text", own } });
    await scene.textInTurn(phone, "GRÖSSE", "nordwind!", "Größe", "Welche Größe habt ihr?");
    const ticket = await scene.ticketWith("Welche Größe habt ihr?");
    await scene.quiet();
    expect(scene.said(ticket.id)).toEqual(["Welche Größe habt ihr?"]);
  });

  it("anywhere in a text, where an admin chose so", async () => {
    const scene = await openScene();
    const { phone } = scene.customer("maren-voss");
    await scene.choose({ keywords: { languages: [], stopWords: "contains", own: noWords } });
    await scene.textInTurn(phone, "Please cancel my order", "Hello?");
    await scene.quiet();
    expect(scene.textTickets()).toEqual([]);
  });

  it("YES from a subscriber is an answer to the agent, and lost to nobody", async () => {
    const scene = await openScene();
    const { phone } = scene.customer("maren-voss");
    const ticket = await scene.begin();
    await scene.agent.updateTicket(ticket.id, { comment: { body: "Shall I cancel it?", public: true } });
    await scene.quiet();
    scene.text(phone, "Yes");
    await scene.quiet();
    expect(scene.said(ticket.id)).toEqual(["Does the coat come in blue?", "Shall I cancel it?", "Yes"]);
  });

  it.each(["START", "unstop", "Yes"])(
    "%s gives consent, and only the next text opens a ticket",
    async (word) => {
      const scene = await openScene();
      const { phone } = scene.customer("jonas-albrecht");
      scene.text(phone, word);
      await scene.quiet();
      expect(scene.textTickets()).toEqual([]);
      scene.text(phone, "Where is my parcel?");
      const ticket = await scene.ticketWith("Where is my parcel?");
      expect(scene.said(ticket.id)).toEqual(["Where is my parcel?"]);
    },
  );

  it.each(["HELP", "info"])("%s opens a ticket without consent", async (word) => {
    const scene = await openScene();
    scene.text(scene.customer("jonas-albrecht").phone, word);
    scene.text(scene.customer("claire-fontaine").phone, `${word} `);
    await scene.quiet();
    expect(scene.textTickets()).toHaveLength(2);
  });

  it("without consent, a text stays in the thread; from somebody unknown too", async () => {
    const scene = await openScene();
    scene.text(scene.customer("jonas-albrecht").phone, "Hello?");
    scene.text(scene.customer("claire-fontaine").phone, "Bonjour ?");
    scene.text("+4915799999999", "Who are you?");
    await scene.quiet();
    expect(scene.textTickets()).toEqual([]);
    expect(scene.usersOf("+4915799999999")).toEqual([]);
  });

  it("a stop after a start counts, whatever Klaviyo still says", async () => {
    const scene = await openScene();
    const { phone } = scene.customer("maren-voss");
    const ticket = await scene.begin();
    scene.text(phone, "STOP");
    await scene.quiet();
    scene.text(phone, "And another thing");
    await scene.quiet();
    expect(scene.said(ticket.id)).toEqual(["Does the coat come in blue?"]);
    await scene.agent.updateTicket(ticket.id, { comment: { body: "It does.", public: true } });
    await scene.quiet();
    expect(scene.sms()).toEqual([]);
    expect(scene.notes(ticket.id)).toEqual([expect.stringContaining("opted out")]);
    await scene.textInTurn(phone, "START", "I am back");
    await scene.ticketWith("I am back");
  });
});
