import type { Logger } from "pino";
import { listConnectedAccounts } from "../../accounts/connection-store.ts";
import type { VendorClients } from "../../accounts/vendor-clients.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Database } from "../../database/database.ts";
import type { TwilioClient, TwilioMessage } from "../../vendors/twilio/client.ts";
import type { Receive } from "../../work/inbox.ts";
import { findKnownCarrierIds } from "../message-store.ts";

/** A text may be on its way to us while Twilio has told us of a later one. */
const OVERLAP_MS = 60 * 60_000;
const LONGEST_GAP_MS = 7 * 24 * 60 * 60_000;

interface CatchUp {
  database: Database;
  clients: VendorClients;
  receive: Receive;
  log: Logger;
}

/**
 * Fills the gap of an outage: texts that Twilio has and that never reached us are received as if it told us now.
 * Twilio gives a webhook up after a few tries within seconds.
 */
export async function catchUpTexts({ database, clients, receive, log }: CatchUp): Promise<void> {
  for (const { scope, lastHeardAt } of await listConnectedAccounts(database.read, "twilio")) {
    const since = new Date(Math.max(lastHeardAt.getTime() - OVERLAP_MS, Date.now() - LONGEST_GAP_MS));
    try {
      const twilio = await clients.twilio(scope);
      for (const number of twilio?.numbers ?? []) {
        if (twilio) await receiveMissing(database, receive, scope, twilio.client, number, since);
      }
    } catch (err) {
      log.warn({ err, account: scope.accountId }, "texts of a gap could not be read");
    }
  }
}

async function receiveMissing(
  { read }: Database,
  receive: Receive,
  scope: AccountScope,
  twilio: TwilioClient,
  number: string,
  since: Date,
): Promise<void> {
  const listed = await twilio.listTextsTo(number, since);
  const known = await findKnownCarrierIds(
    read,
    scope,
    listed.map(({ sid }) => sid),
    null,
  );
  for (const text of listed.filter(({ sid }) => !known.has(sid))) {
    const body = await asWebhook(twilio, text);
    const orderKey = `text:${text.from}:${text.to}`;
    await receive({ scope, source: "twilio.text", deliveryId: text.sid, orderKey, body, traceId: text.sid });
  }
}

/** The form that Twilio would have sent. */
async function asWebhook(
  twilio: TwilioClient,
  { sid, from, to, body, date_created, num_media }: TwilioMessage,
) {
  const form = new URLSearchParams({
    MessageSid: sid,
    From: from ?? "",
    To: to ?? "",
    Body: body ?? "",
    NumMedia: num_media,
    DateCreated: date_created ?? "",
  });
  const pictures = num_media === "0" ? [] : await twilio.listMedia(sid);
  for (const [index, { url, contentType }] of pictures.entries()) {
    form.set(`MediaUrl${index}`, url);
    form.set(`MediaContentType${index}`, contentType);
  }
  return form.toString();
}
