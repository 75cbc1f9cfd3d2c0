import type { Conversation } from "@sidethread/server/conversations/conversation-store";
import {
  findEarlierAttempt,
  putOnTicket,
  type Texts,
} from "@sidethread/server/conversations/inbound/put-on-ticket";
import type { Message } from "@sidethread/server/conversations/message-store";
import { createGate } from "@sidethread/server/vendors/gate";
import { createZendeskClient } from "@sidethread/server/vendors/zendesk/client";
import { expect, it } from "vitest";
import { openScene } from "./kit/scene.ts";

const message = (id: string) => ({ id, text: id, pictures: [] }) as unknown as Message;
const waiting: Texts = [message("m1"), message("m2"), message("m3"), message("m4")];
const [first, second] = waiting as [Message, Message];

it("a second attempt knows which texts the first one joined, and which came later", async () => {
  const scene = await openScene();
  const { sandbox } = scene;
  const admin = sandbox.world.agents.find(({ role }) => role === "admin");
  const credentials = { email: admin?.email ?? "", apiToken: "sandbox-zendesk-token" };
  const zendesk = createZendeskClient(sandbox.origins.zendesk, credentials, createGate());
  const { id, requester_id } = await scene.begin();
  const { ticket: current } = (await zendesk.getTicket(id)) ?? {};
  if (!current) throw new Error("The ticket is gone.");
  expect(await findEarlierAttempt(zendesk, waiting, current)).toBeNull();

  const comment = {
    where: { kind: "comment" as const, reopen: false },
    uploads: [],
    conversation: { channel: "sms", ours: "+4930", theirs: "+4915" } as Conversation,
    requester: await zendesk.getUser(requester_id),
    current,
    brandId: null,
  };
  const joined = await putOnTicket(zendesk, { ...comment, texts: [first, second], body: "m1\n\nm2" });
  const found = await findEarlierAttempt(zendesk, waiting, current);
  expect(found?.texts).toEqual([first, second]);
  expect(found?.commentId).toBe(joined.commentId);

  const others: Texts = [message("m3"), message("m4")];
  await putOnTicket(zendesk, { ...comment, texts: [message("m3")], body: "m3" });
  expect((await findEarlierAttempt(zendesk, others, current))?.texts).toEqual([others[0]]);
  expect(await findEarlierAttempt(zendesk, [message("m4")], current)).toBeNull();
});
