import type { VendorClients } from "../accounts/vendor-clients.ts";
import type { AccountScope } from "../database/account-scope.ts";
import { VendorError } from "../vendors/vendor-error.ts";
import type { ZendeskClient } from "../vendors/zendesk/client.ts";
import type { Message } from "./message-store.ts";

export interface AttachedPictures {
  /** They attach the pictures to a comment. */
  tokens: string[];
  /** How many the carrier does not have any more, or are too large. */
  missing: number;
}

/** Brings a text's pictures from the carrier to Zendesk. One that can't be had never holds back the words. */
export async function attachPictures(
  clients: VendorClients,
  scope: AccountScope,
  zendesk: ZendeskClient,
  { pictures }: Message,
): Promise<AttachedPictures> {
  const twilio = pictures.length > 0 ? await clients.twilio(scope) : null;
  if (!twilio) return { tokens: [], missing: pictures.length };
  const tokens: string[] = [];
  for (const [index, { url, contentType }] of pictures.entries()) {
    const bytes = await twilio.client.fetchMedia(url).catch((error) => {
      if (error instanceof VendorError && error.final) return null;
      throw error;
    });
    if (!bytes) continue;
    const extension = contentType.split("/")[1]?.replace(/[^a-z0-9]/g, "") ?? "bin";
    tokens.push(await zendesk.upload(`picture-${index + 1}.${extension}`, contentType, bytes));
  }
  return { tokens, missing: pictures.length - tokens.length };
}
