import { saveAccount } from "@sidethread/server/accounts/account-store";
import { createSealer } from "@sidethread/server/accounts/seal";
import { openConversation } from "@sidethread/server/conversations/conversation-store";
import { takeText } from "@sidethread/server/conversations/inbound/take-text";
import { addMessage, listThread } from "@sidethread/server/conversations/message-store";
import { grantScope } from "@sidethread/server/database/grant-scope";
import { identify } from "@sidethread/server/profiles/identify";
import { describe, expect, it } from "vitest";
import { openTestDatabase } from "../kit/database.ts";

const sender = "+4915123456789";
const ours = "+4915735990000";
const start = new Date("2026-11-01T10:00:00Z");
const minute = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

/** One person of one account; what marketing sends them, and what they write. */
async function meet(settings = {}) {
  const database = await openTestDatabase();
  const sealer = createSealer([{ id: "test", bytes: Buffer.alloc(32) }]);
  const account = await database.write((tx) =>
    saveAccount(tx, sealer, { subdomain: "nordwind", name: "Nordwind", settings }),
  );
  const scope = grantScope(account.id);
  let sent = 0;
  return {
    send: (origin: "campaign" | "flow" | "agent", title: string, at: Date, from = ours) =>
      database.write(async (tx) => {
        const profileId = await identify(tx, scope, [{ kind: "phone", value: sender }]);
        const between = {
          channel: "sms",
          carrier: "klaviyo",
          ours: from,
          theirs: sender,
          profileId,
        } as const;
        const { id } = await openConversation(tx, scope, between);
        await addMessage(tx, scope, {
          conversationId: id,
          direction: "outbound",
          origin,
          title,
          text: title,
          segments: 1,
          at,
          state: "delivered",
        });
      }),
    write: (text: string, at: Date) =>
      database.write((tx) => {
        sent += 1;
        const carrierId = `SM${sent}`;
        const incoming = { channel: "sms", carrier: "twilio", carrierId, from: sender, to: ours } as const;
        return takeText(tx, scope, { ...incoming, text, pictures: [], at, optOut: null }, "trace");
      }),
    /** What each of their texts answers. */
    answers: () =>
      database.write(async (tx) => {
        const profileId = await identify(tx, scope, [{ kind: "phone", value: sender }]);
        const between = { channel: "sms", carrier: "twilio", ours, theirs: sender, profileId } as const;
        const { id } = await openConversation(tx, scope, between);
        const thread = await listThread(tx, scope, [id], 50);
        return Object.fromEntries(
          thread.flatMap(({ direction, text, answers }) =>
            direction === "inbound" ? [[text, answers]] : [],
          ),
        );
      }),
  };
}

describe("a text after marketing", () => {
  it("answers the last message received; later texts answer nothing", async () => {
    const { send, write, answers } = await meet();
    await write("before", minute(-5));
    await send("campaign", "Autumn sale", minute(0));
    await send("flow", "Welcome", minute(1));
    await send("agent", "Hello", minute(2));
    await write("first", minute(3));
    await write("second", minute(4));
    await send("campaign", "Winter sale", minute(5));
    await write("third", minute(6));
    expect(await answers()).toEqual({ before: null, first: "Welcome", second: null, third: "Winter sale" });
  });

  it("counts from another number of ours too", async () => {
    const { send, write, answers } = await meet();
    await send("campaign", "Autumn sale", minute(0), "");
    await write("hello", minute(1));
    expect(await answers()).toEqual({ hello: "Autumn sale" });
  });

  it("not outside the window that the account chose", async () => {
    const { send, write, answers } = await meet({ attributionHours: 2 });
    await send("campaign", "Autumn sale", minute(0));
    await write("late", minute(121));
    expect(await answers()).toEqual({ late: null });
  });

  it("once, though texts come out of order", async () => {
    const { send, write, answers } = await meet();
    await send("campaign", "Autumn sale", minute(0));
    await write("written second, heard first", minute(2));
    await write("written first", minute(1));
    expect(Object.values(await answers()).filter(Boolean)).toEqual(["Autumn sale"]);
  });

  it("not by a text that was written before it was sent, nor by one after another that came first", async () => {
    const { send, write, answers } = await meet();
    await write("one", minute(1));
    await send("campaign", "Heard of late", minute(0));
    await write("two", minute(2));
    expect(await answers()).toEqual({ one: null, two: null });
  });
});
