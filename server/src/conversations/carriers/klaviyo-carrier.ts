import { changeConnectionDetails } from "../../accounts/connection-store.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Database } from "../../database/database.ts";
import { idAtKlaviyo, idsAtKlaviyo } from "../../profiles/identity.ts";
import { listIdentities } from "../../profiles/profile-store.ts";
import type { AskedKlaviyo } from "../../profiles/refresh-profile.ts";
import { VendorError } from "../../vendors/vendor-error.ts";
import { Refused } from "../../work/failure.ts";
import type { Conversation } from "../conversation-store.ts";
import { markReply } from "../klaviyo/klaviyo-store.ts";
import { NotSent } from "../outbound/not-sent.ts";
import type { Carrier, Handed, OutgoingText } from "./carrier.ts";
import { findAtKlaviyo } from "./find-at-klaviyo.ts";

/** How long events may take to tell of a text; after that nobody can know whether it went out. */
const EVENTS_TAKE_MS = 2 * 60_000;
const LOOK_AGAIN_MS = 5_000;
const REMEMBERED = 10_000;
const STARTED_AT = Date.now();

/** What a process keeps in mind of Klaviyo's conversations; all of it can be learnt anew. */
export interface KlaviyoMemory {
  /** Klaviyo's ids of conversations, by its account's id and ours. */
  conversations: Map<string, string>;
  /** When replies were handed over, by their ids. */
  handedAt: Map<string, number>;
}

/**
 * Klaviyo's conversations: it chooses the number, gives a text no id, and tells by events what became of it. A reply
 * is marked as perhaps sent before it is handed over, so that only such a one is ever looked for, and none sent twice.
 */
export function klaviyoCarrier(
  { read, write }: Database,
  scope: AccountScope,
  asked: AskedKlaviyo,
  memory: KlaviyoMemory,
): Carrier {
  const { client: klaviyo, klaviyoAccountId } = asked;
  const memoryKey = ({ id }: Conversation) => idAtKlaviyo(klaviyoAccountId, id);

  /** Who the customer is to Klaviyo: as its events said, else by phone. */
  async function profileIdsOf({ profileId, theirs }: Conversation): Promise<string[]> {
    const known = idsAtKlaviyo(await listIdentities(read, scope, profileId), klaviyoAccountId);
    if (known.length > 0) return known;
    const found = await klaviyo.findProfile("phone_number", theirs);
    return found ? [found.id] : [];
  }

  async function findConversation(conversation: Conversation): Promise<string | null> {
    const known = memory.conversations.get(memoryKey(conversation));
    if (known) return known;
    for (const profileId of await profileIdsOf(conversation)) {
      const found = await klaviyo.findConversation(profileId, conversation.channel);
      if (found === null) continue;
      remember(memory.conversations, memoryKey(conversation), found);
      return found;
    }
    return null;
  }

  async function send(text: OutgoingText): Promise<Handed> {
    const { conversation, message, body, pictures } = text;
    if (pictures.length > 0) throw new NotSent("too_many_pictures");
    const remembered = memory.conversations.has(memoryKey(conversation));
    const conversationId = await findConversation(conversation);
    if (conversationId === null) throw new NotSent("customer_never_wrote");
    await write((tx) => markReply(tx, scope, message.id, { state: "unknown" }));
    remember(memory.handedAt, message.id, Date.now());
    try {
      await klaviyo.sendConversationMessage(conversationId, body);
      return { carrierId: null, state: "sent" };
    } catch (error) {
      if (!(error instanceof VendorError) || error.mayHaveHappened) throw error;
      await write(async (tx) => {
        await markReply(tx, scope, message.id, { state: "queued" });
        if (error.status === 403)
          await changeConnectionDetails(tx, scope, "klaviyo", { maySend: false }, klaviyoAccountId);
      });
      memory.conversations.delete(memoryKey(conversation));
      if (error.status === 404 && remembered) return send(text);
      throw refusal(error) ?? error;
    }
  }

  return {
    send,

    async lookUp(text, since) {
      const { message, conversation } = text;
      if (message.state === "queued") return null;
      const profileIds = await profileIdsOf(conversation);
      const found = await findAtKlaviyo({ read, scope, klaviyo: asked, profileIds, text, since });
      if (found) return { carrierId: null, state: "sent" };
      const handedAt = memory.handedAt.get(message.id) ?? Math.max(since.getTime(), STARTED_AT);
      if (Date.now() - handedAt < EVENTS_TAKE_MS) throw VendorError.postponed("klaviyo", LOOK_AGAIN_MS);
      memory.conversations.delete(memoryKey(conversation));
      await write((tx) => markReply(tx, scope, message.id, { state: "unknown", reason: "unknown_outcome" }));
      throw new Refused("Klaviyo has no event of this reply: whether it went out cannot be known.");
    },

    fetchPicture: klaviyo.fetchPicture,
  };
}

/** Why Klaviyo will never take a reply; null where it may yet. */
function refusal(error: VendorError): NotSent | null {
  if (error.status === 403) return new NotSent("not_enabled", { cause: error });
  if (error.status === 404) return new NotSent("customer_never_wrote", { cause: error });
  return error.final ? new NotSent("carrier_error", { cause: error }) : null;
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (map.size >= REMEMBERED) map.clear();
  map.set(key, value);
}
