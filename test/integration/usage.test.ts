import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findAccountBySubdomain } from "@sidethread/server/accounts/account-store";
import { openConversation } from "@sidethread/server/conversations/conversation-store";
import { addMessage, type NewMessage } from "@sidethread/server/conversations/message-store";
import { costOf } from "@sidethread/server/conversations/usage/usage-cost";
import { openDatabase } from "@sidethread/server/database/database";
import { grantScope } from "@sidethread/server/database/grant-scope";
import { describe, expect, it, onTestFinished } from "vitest";
import { openScene } from "./kit/scene.ts";

const [FIRST, SECOND, BUSINESS] = ["+15550100001", "+15550100002", "+15550100003"];

/** A server whose store a test may write to. */
async function openBooks() {
  const folder = await mkdtemp(join(tmpdir(), "usage-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const databaseUrl = `file:${join(folder, "usage.db")}`;
  const scene = await openScene({ databaseUrl, connect: [] });
  const { read, write, close } = await openDatabase(databaseUrl);
  onTestFinished(close);
  const { subdomain } = scene.sandbox.world.account;
  const account = await findAccountBySubdomain(read, subdomain);
  const { operatorToken, serverOrigin } = scene.system;
  const headers = { authorization: `Bearer ${operatorToken}` };

  return {
    choose: scene.choose,
    /** Texts of one conversation, each with where it differs from an agent's reply of one segment. */
    keep: (
      between: { ours: string; channel?: "sms" | "whatsapp"; accountId?: string },
      ...texts: (Partial<NewMessage> & { at: Date })[]
    ) =>
      write(async (tx) => {
        const { ours, channel = "sms", accountId = account?.id ?? "" } = between;
        const scope = grantScope(accountId);
        const parties = { channel, ours, theirs: "+15550100099", carrier: "twilio", profileId: "p" } as const;
        const { id: conversationId } = await openConversation(tx, scope, parties);
        for (const text of texts) {
          const reply = { direction: "outbound", origin: "agent", state: "delivered", segments: 1 } as const;
          await addMessage(tx, scope, { ...reply, text: "", conversationId, ...text });
        }
      }),
    ask: (query: string) =>
      fetch(`${serverOrigin}/operator/accounts/${subdomain}/usage?${query}`, { headers }),
  };
}

const inbound = { direction: "inbound", origin: "customer", state: "received" } as const;
const at = (instant: string) => ({ at: new Date(instant) });

describe("usage", () => {
  it("is counted by day, number, channel and direction, with what it costs", async () => {
    const books = await openBooks();
    await books.keep(
      { ours: FIRST },
      { ...inbound, ...at("2026-02-28T23:59:59.999Z") },
      { ...inbound, ...at("2026-03-01T00:00:00Z"), segments: 2 },
      { ...at("2026-03-01T12:00:00Z"), segments: 3 },
      { ...at("2026-03-01T23:59:59.999Z"), origin: "automatic", state: "failed" },
      { ...at("2026-03-02T00:00:00Z") },
      { ...at("2026-03-03T00:00:00Z") },
    );
    await books.choose({ prices: { [FIRST]: { currency: "USD", in: 0.0075, out: 0.0079 } } });
    await books.keep({ ours: SECOND }, at("2026-03-01T08:00:00Z"));
    await books.keep({ ours: BUSINESS, channel: "whatsapp" }, at("2026-03-02T08:00:00Z"));
    const answer = await books.ask("from=2026-03-01&to=2026-03-02");
    const [sms, ofFirst] = [{ channel: "sms" }, { channel: "sms", number: FIRST, currency: "USD" }];
    expect(await answer.json()).toEqual({
      usage: [
        { day: "2026-03-01", ...ofFirst, direction: "inbound", messages: 1, segments: 2, cost: "0.015" },
        { day: "2026-03-01", ...ofFirst, direction: "outbound", messages: 2, segments: 4, cost: "0.0316" },
        {
          day: "2026-03-01",
          ...sms,
          number: SECOND,
          direction: "outbound",
          messages: 1,
          segments: 1,
          cost: null,
          currency: null,
        },
        { day: "2026-03-02", ...ofFirst, direction: "outbound", messages: 1, segments: 1, cost: "0.0079" },
        {
          day: "2026-03-02",
          channel: "whatsapp",
          number: BUSINESS,
          direction: "outbound",
          messages: 1,
          segments: null,
          cost: null,
          currency: null,
        },
      ],
    });
  });

  it("leaves out what never went out, what Klaviyo sends by itself, and other accounts", async () => {
    const books = await openBooks();
    const noon = at("2026-03-01T12:00:00Z");
    await books.keep(
      { ours: FIRST },
      { ...noon, state: "not_sent" },
      { ...noon, origin: "campaign" },
      { ...noon, origin: "flow" },
      { ...noon, origin: "inbox" },
    );
    await books.keep({ ours: FIRST, accountId: "another" }, noon);
    expect(await (await books.ask("from=2026-03-01&to=2026-03-01")).json()).toEqual({ usage: [] });
  });

  it.each([
    ["from=2026-03-01", 422, "to: a day such as"],
    ["to=2026-03-01", 422, "from: a day such as"],
    ["from=2026-02-30&to=2026-03-01", 422, "from: a day such as"],
    ["from=01.03.2026&to=2026-03-01", 422, "from: a day such as"],
    ["from=2026-03-01T00:00:00Z&to=2026-03-01", 422, "from: a day such as"],
    ["from=2026-03-02&to=2026-03-01", 422, "to: not before from"],
    ["from=2024-01-01&to=2025-01-01", 422, "to: 366 days at the most"],
    ["from=2024-01-01&to=2024-12-31", 200, "usage"],
  ])("?%s is answered %i: %s", async (query, status, words) => {
    const { ask } = await openBooks();
    const answer = await ask(query);
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining(words)]);
  });

  it("is the operator's alone, of an account that there is", async () => {
    const { system } = await openScene({ connect: [] });
    const days = "usage?from=2026-03-01&to=2026-03-01";
    const headers = { authorization: `Bearer ${system.operatorToken}` };
    const [closed, nobody] = await Promise.all([
      fetch(`${system.serverOrigin}/operator/accounts/moorlicht/${days}`),
      fetch(`${system.serverOrigin}/operator/accounts/nobody/${days}`, { headers }),
    ]);
    expect([closed.status, nobody.status]).toEqual([401, 404]);
  });

  it.each([
    [3, 0.0079, "0.0237"],
    [0, 0.0079, "0.00"],
    [100, 0.05, "5.00"],
    [3, 0.1, "0.30"],
    [1, 0.000001, "0.000001"],
    [10_000_000, 0.0079, "79000.00"],
  ])("%i segments at %d cost %s", (segments, price, cost) => {
    expect(costOf(segments, "outbound", { currency: "EUR", in: 0, out: price })).toEqual({
      cost,
      currency: "EUR",
    });
  });
});
