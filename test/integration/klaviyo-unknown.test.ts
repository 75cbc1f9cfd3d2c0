import { saveAccount } from "@sidethread/server/accounts/account-store";
import { createSealer } from "@sidethread/server/accounts/seal";
import { klaviyoCarrier } from "@sidethread/server/conversations/carriers/klaviyo-carrier";
import { openConversation } from "@sidethread/server/conversations/conversation-store";
import { markReply } from "@sidethread/server/conversations/klaviyo/klaviyo-store";
import { addMessage, getMessage } from "@sidethread/server/conversations/message-store";
import { grantScope } from "@sidethread/server/database/grant-scope";
import { identify } from "@sidethread/server/profiles/identify";
import { idAtKlaviyo, toIdentities } from "@sidethread/server/profiles/identity";
import { createGate } from "@sidethread/server/vendors/gate";
import { createKlaviyoClient } from "@sidethread/server/vendors/klaviyo/client";
import { isPostponed, Refused } from "@sidethread/server/work/failure";
import { describe, expect, it, onTestFinished } from "vitest";
import { openTestDatabase } from "../kit/database.ts";
import { startSandbox } from "../sandbox/sandbox.ts";

const MINUTES_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTES_MS);

/** A carrier of its own, and a reply that may have been handed over by a process that is no more. */
async function setUp() {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const { klaviyo, world, origins } = sandbox;
  Object.assign(klaviyo.state.settings, { conversations: true, rateLimitScale: null });
  const database = await openTestDatabase();
  const sealer = createSealer([{ id: "test", bytes: Buffer.alloc(32, 1) }]);
  const fresh = { subdomain: "moorlicht", name: "Moorlicht", settings: {} };
  const { id: accountId } = await database.write((tx) => saveAccount(tx, sealer, fresh));
  const scope = grantScope(accountId);
  const phone = world.customers.find(({ key }) => key === "maren-voss")?.phone ?? "";
  klaviyo.text({ from: phone, to: world.smsNumber, body: "Hello?" });
  const profile = [...klaviyo.state.profiles.values()].find((one) => one.attributes.phone_number === phone);
  const conversation = await database.write(async (tx) => {
    const ids = toIdentities({ phone, klaviyo: idAtKlaviyo(klaviyo.state.account.id, profile?.id ?? "") });
    const profileId = await identify(tx, scope, ids);
    const between = { channel: "sms", carrier: "klaviyo", ours: world.smsNumber, theirs: phone } as const;
    return openConversation(tx, scope, { ...between, profileId });
  });

  async function reply(text: string, state: "queued" | "unknown" | "sent") {
    const written = { direction: "outbound", origin: "agent", segments: 1, at: new Date() } as const;
    const id = await database.write((tx) =>
      addMessage(tx, scope, { ...written, conversationId: conversation.id, text, state }),
    );
    return getMessage(database.read, scope, id ?? "");
  }
  const klaviyoClient = createKlaviyoClient(origins.klaviyo, klaviyo, createGate());
  const handedAt = new Map<string, number>();
  const memory = { conversations: new Map<string, string>(), handedAt };
  const carrier = klaviyoCarrier(
    database,
    scope,
    { client: klaviyoClient, klaviyoAccountId: klaviyo.state.account.id },
    memory,
  );
  const outgoing = (message: Awaited<ReturnType<typeof reply>>) => ({
    conversation,
    message,
    body: message.text,
    pictures: [],
  });
  /** The same words, sent by the carrier itself. */
  const send = async (text: string) => {
    const message = await reply(text, "queued");
    await carrier.send(outgoing(message));
    return message;
  };
  const stateOf = async (id: string) => {
    const { state, reason } = await getMessage(database.read, scope, id);
    return { state, reason };
  };
  return { sandbox, klaviyo, database, scope, carrier, handedAt, reply, outgoing, send, stateOf };
}

describe("a reply whose outcome at Klaviyo is unknown", { timeout: 30_000 }, () => {
  it("is sent where it was never handed over", async () => {
    const { carrier, reply, outgoing } = await setUp();
    expect(await carrier.lookUp(outgoing(await reply("Hi", "queued")), ago(10))).toBeNull();
  });

  it("is found by the event that tells of it, before its delivery already", async () => {
    const { carrier, klaviyo, send, outgoing, database, scope, stateOf } = await setUp();
    klaviyo.state.settings.deliveryMs = 20_000;
    const message = await send("Hi");
    expect(await stateOf(message.id)).toEqual({ state: "unknown", reason: null });
    const again = outgoing(await getMessage(database.read, scope, message.id));
    expect(await carrier.lookUp(again, message.at)).toEqual({ carrierId: null, state: "sent" });
  });

  it("is not taken for an earlier one of the same words", async () => {
    const { carrier, klaviyo, send, reply, outgoing, database, scope } = await setUp();
    const first = await send("Yes");
    await database.write((tx) => markReply(tx, scope, first.id, { state: "sent" }));
    await klaviyo.idle();
    const lost = await reply("Yes", "unknown");
    await expect(carrier.lookUp(outgoing(lost), lost.at)).rejects.toSatisfy(isPostponed);
    await klaviyo.idle();
    await database.write((tx) => markReply(tx, scope, lost.id, { state: "queued" }));
    const second = await send("Yes");
    await klaviyo.idle();
    const again = outgoing(await getMessage(database.read, scope, second.id));
    expect(await carrier.lookUp(again, second.at)).toEqual({ carrierId: null, state: "sent" });
  });

  it("waits for events two minutes, then a person decides: it is never sent again", async () => {
    const { carrier, handedAt, reply, outgoing, stateOf, klaviyo } = await setUp();
    const message = await reply("Hi", "unknown");
    handedAt.set(message.id, ago(1).getTime());
    await expect(carrier.lookUp(outgoing(message), ago(5))).rejects.toSatisfy(isPostponed);
    handedAt.set(message.id, ago(3).getTime());
    await expect(carrier.lookUp(outgoing(message), ago(5))).rejects.toBeInstanceOf(Refused);
    expect(await stateOf(message.id)).toEqual({ state: "unknown", reason: "unknown_outcome" });
    expect(klaviyo.state.messages.filter(({ kind, body }) => kind === "reply" && body === "Hi")).toEqual([]);
  });

  it("that Klaviyo refused counts as never handed over", async () => {
    const { carrier, klaviyo, send, reply, outgoing, database, scope } = await setUp();
    await send("One moment");
    const message = await reply("Hi", "queued");
    klaviyo.setFaults({ tooManyRequests: 1 });
    await expect(carrier.send(outgoing(message))).rejects.toMatchObject({ status: 429 });
    const kept = await getMessage(database.read, scope, message.id);
    expect(kept).toMatchObject({ state: "queued", reason: null });
    expect(await carrier.lookUp(outgoing(kept), ago(5))).toBeNull();
  });
});
