import type { AccountScope } from "../../database/account-scope.ts";
import type { Queryable } from "../../database/database.ts";
import type { TwilioClient } from "../../vendors/twilio/client.ts";
import { WHATSAPP } from "../../vendors/twilio/webhooks.ts";
import { VendorError } from "../../vendors/vendor-error.ts";
import type { Conversation } from "../conversation-store.ts";
import { findKnownCarrierIds } from "../message-store.ts";
import { reasonFromTwilio, stateFromTwilio } from "../outbound/delivery-state.ts";
import { NotSent } from "../outbound/not-sent.ts";
import type { Carrier } from "./carrier.ts";

/** How far the carrier's clock may be behind ours. */
const CLOCK_SKEW_MS = 60_000;

/** Twilio's spelling of a conversation's two addresses. */
function addresses({ channel, ours, theirs }: Conversation) {
  const mark = channel === "whatsapp" ? WHATSAPP : "";
  return { from: mark + ours, to: mark + theirs };
}

const handed = ({ sid, status }: { sid: string; status: string }) => ({
  carrierId: sid,
  state: stateFromTwilio(status) ?? ("queued" as const),
});

/** Twilio: it has no idempotency keys, but a list of all that went out. */
export function twilioCarrier(
  read: Queryable,
  scope: AccountScope,
  twilio: TwilioClient,
  /** Where Twilio tells what became of a message. */
  statusUrl: string,
): Carrier {
  return {
    async send({ conversation, message, body, pictures }) {
      const statusCallback = `${statusUrl}?message=${message.id}`;
      try {
        return handed(
          await twilio.sendMessage({ ...addresses(conversation), body, pictures, statusCallback }),
        );
      } catch (error) {
        const final = error instanceof VendorError && error.final && error.code !== null;
        throw final ? new NotSent(reasonFromTwilio(error.code), { cause: error }) : error;
      }
    },

    async lookUp({ conversation, message, body }, since) {
      const listed = await twilio.listMessages(addresses(conversation));
      const sinceThen = listed.filter(
        (one) =>
          one.body === body &&
          one.direction.startsWith("outbound") &&
          Date.parse(one.date_created ?? "") >= since.getTime() - CLOCK_SKEW_MS,
      );
      const ids = sinceThen.map(({ sid }) => sid);
      const known = await findKnownCarrierIds(read, scope, ids, message.id);
      const found = sinceThen.findLast(({ sid }) => !known.has(sid));
      return found ? handed(found) : null;
    },

    fetchPicture: twilio.fetchMedia,
  };
}
