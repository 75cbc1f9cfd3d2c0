import { z } from "zod";
import type { Transport } from "../transport.ts";
import { VendorError } from "../vendor-error.ts";

/** What Klaviyo publishes and does not tell in answers; the limit of a minute it does tell. */
const A_SECOND = { max: 3, perMs: 1000 };

/** No conversation has this id. */
const NOBODY = "00000000000000000000000000";

/** Texts out. There is no list of what was sent but the events of its delivery. */
export function conversations(request: Transport) {
  /** Resolves once Klaviyo has taken it: no id, and no idempotency. */
  const sendConversationMessage = (conversationId: string, body: string) =>
    request({
      method: "POST",
      path: "/api/conversation-messages",
      limit: { bucket: "conversation messages", window: A_SECOND },
      json: {
        data: {
          type: "conversation-message",
          attributes: { body },
          relationships: { conversation: { data: { type: "conversation", id: conversationId } } },
        },
      },
      answer: null,
    });

  return {
    sendConversationMessage,

    /** The id of a person's conversation on a channel; null when they never wrote. */
    async findConversation(profileId: string, channel: "sms" | "whatsapp"): Promise<string | null> {
      const conversation = z.object({ id: z.string(), attributes: z.object({ channel: z.string() }) });
      const { data } = await request({
        method: "GET",
        path: `/api/profiles/${profileId}/conversations`,
        limit: { bucket: "profile conversations", window: A_SECOND },
        answer: z.object({ data: z.array(conversation) }),
      });
      return data.find(({ attributes }) => attributes.channel === channel)?.id ?? null;
    },

    /** Whether Klaviyo lets this account send: asked with a message to nobody, so nothing goes out. */
    async maySend(): Promise<boolean> {
      try {
        await sendConversationMessage(NOBODY, "May we send?");
        return true;
      } catch (error) {
        if (error instanceof VendorError && error.status === 403) return false;
        if (error instanceof VendorError && error.final) return true;
        throw error;
      }
    },
  };
}
