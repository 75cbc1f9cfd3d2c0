import { Hono } from "hono";
import { z } from "zod";
import { readBody } from "../documents.ts";
import { notFound, permissionDenied } from "../errors.ts";
import type { Env } from "../guard.ts";
import { S } from "../rate-limits.ts";
import type { Sandbox } from "../sandbox.ts";
import { bodyOf, toOne } from "./body.ts";

const message = bodyOf("conversation-message", {
  attributes: z.strictObject({ body: z.string().min(1) }),
  relationships: z.strictObject({ conversation: toOne("conversation") }),
});

/** Answers to customers who have texted; there is no way to read messages but by their events. */
export function conversationRoutes({ state, guard, messaging }: Sandbox) {
  const routes = new Hono<Env>();
  const writing = guard({ limit: S, scopes: ["conversations:write"] });

  routes.post("/api/conversation-messages", writing, async (c) => {
    if (!state.settings.conversations) {
      throw permissionDenied("Conversation messages are not enabled for this account.");
    }
    const { attributes, relationships } = (await readBody(c, message)).data;
    const { id } = relationships.conversation.data;
    const conversation = state.conversations.get(id);
    if (!conversation) throw notFound("conversation", id);
    messaging.reply(conversation, attributes.body);
    return c.body(null, 202);
  });
  return routes;
}
