import { expect } from "vitest";
import { eventually } from "../../kit/wait.ts";
import { seedPerson } from "../kit/seed-person.ts";
import type { Side } from "./open-accounts.ts";

const SOON = { timeout: 30_000 };
export const STRANGER = "+4917612345999";

/** Where the two accounts go apart. */
export interface Course {
  /** What one and the same customer says. */
  keyword: "STOP" | "START";
  /** What becomes of a text to them; null: it arrives. */
  failure: number | null;
  resolvedAt: "solved" | "closed";
}

const reply = (body: string) => ({ comment: { body, public: true } });

/** Texts, keywords, an answer that may fail, and one that may not be sent. */
async function talk(side: Side, { keyword, failure }: Course): Promise<void> {
  const { name, agent, sandbox, customer } = side;
  const { phone } = customer("lucia-navarro");
  const { id } = await side.begin("lucia-navarro", `Is the ${name} tent dry?`);
  sandbox.twilio.setFailure(phone, failure);
  await agent.updateTicket(id, reply(`The ${name} tent is.`));
  await side.quiet();
  sandbox.twilio.setFailure(phone, null);
  await side.textInTurn(phone, keyword);
  await side.quiet();
  await agent.updateTicket(id, reply(`Are you still with ${name}?`));
  await side.textInTurn(STRANGER, `Who is ${name}?`);
  await side.quiet();
}

/** A customer agrees to WhatsApp, at Klaviyo. */
function agree({ sandbox, customer }: Side): void {
  const { email } = customer("maren-voss");
  const profiles = [...sandbox.klaviyo.state.profiles.values()];
  const consents = profiles.find(({ attributes }) => attributes.email === email)?.consents;
  Object.assign(consents?.["whatsapp.marketing"] ?? {}, { state: "SUBSCRIBED", at: new Date() });
}

/** A message by WhatsApp, and its answer. */
async function chat({ name, agent, sandbox, customer, ticketWith }: Side): Promise<void> {
  const { phone } = customer("maren-voss");
  const { twilio, world } = sandbox;
  const body = `Is ${name} on WhatsApp?`;
  twilio.text({ from: `whatsapp:${phone}`, to: `whatsapp:${world.smsNumber}`, body });
  await agent.updateTicket((await ticketWith(body)).id, reply(`${name} is.`));
}

/** A text through Klaviyo, and its answer. */
async function textByKlaviyo({ name, agent, sandbox, customer, ticketWith }: Side): Promise<void> {
  const { klaviyo, world } = sandbox;
  const { phone } = customer("seoyeon-kim");
  const [body, answer] = ["HELP", `${name} helps.`];
  klaviyo.text({ from: phone, to: world.smsNumber, body });
  await agent.updateTicket((await ticketWith(body)).id, reply(answer));
  await eventually(() => klaviyo.textsTo(phone).some((text) => text.body === answer), SOON);
}

/** More texts at once than a ticket has updates: they are joined. */
async function hurry({ name, customer, text, said }: Side, ticketId: number): Promise<void> {
  const words = Array.from({ length: 24 }, (_, index) => `${name}-${index}.`);
  for (const word of words) text(customer("maren-voss").phone, word);
  const wordsOf = (body: string) => words.filter((word) => body.includes(word)).length;
  await eventually(() => wordsOf(said(ticketId).join()) === words.length, SOON);
  expect(Math.max(...said(ticketId).map(wordsOf))).toBeGreaterThan(1);
}

/** A text whose ticket Zendesk refuses. */
async function fail(side: Side): Promise<void> {
  const { brands } = side.sandbox.zendesk.state;
  const other = [...brands.values()].find((brand) => !brand.default);
  await side.choose({ textBrandId: String(other?.id) });
  brands.delete(other?.id ?? 0);
  side.text(side.customer("tom-whitfield").phone, "HELP");
  await eventually(async () => (await readHealth(side)).deadLetters.length > 0, SOON);
  await side.choose({ textBrandId: null });
}

export async function readHealth({ admin }: Pick<Side, "admin">) {
  return (await (await admin("GET", "/health")).json()) as { deadLetters: { id: string }[] };
}

/** Takes an account through everything that the product does; gives the ticket of its first text. */
export async function play(side: Side, course: Course): Promise<number> {
  const { name, agent, admin, sandbox } = side;
  const { smsNumber } = sandbox.world;
  const answer = await admin("PATCH", "/settings", {
    autoResponse: `Text START, then ${name} can help.`,
    resolvedAt: course.resolvedAt,
    pinnedProperties: [`${name}_size`],
    prices: { [smsNumber]: { currency: "EUR", in: 0.01, out: 0.08 } },
  });
  expect(answer.status).toBe(200);
  agree(side);
  const ticketId = await seedPerson(side, "maren-voss", name);
  await hurry(side, ticketId);
  await talk(side, course);
  await chat(side);
  await textByKlaviyo(side);
  await agent.updateTicket(ticketId, { status: "solved" });
  await fail(side);
  expect((await admin("PUT", "/view")).status).toBe(200);
  await side.quiet();
  return ticketId;
}
