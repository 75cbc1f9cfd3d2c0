import type { VendorClients } from "../accounts/vendor-clients.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { ZendeskClient } from "../vendors/zendesk/client.ts";
import type { Message } from "./message-store.ts";

/** Brings a text's pictures from the carrier to Zendesk; returns the tokens that attach them, all or none. */
export async function attachPictures(
  clients: VendorClients,
  scope: AccountScope,
  zendesk: ZendeskClient,
  { pictures }: Message,
): Promise<string[]> {
  const twilio = pictures.length > 0 ? await clients.twilio(scope) : null;
  if (!twilio) return [];
  const tokens: string[] = [];
  for (const [index, { url, contentType }] of pictures.entries()) {
    const bytes = await twilio.client.fetchMedia(url);
    const extension = contentType.split("/")[1]?.replace(/[^a-z0-9]/g, "") ?? "bin";
    tokens.push(await zendesk.upload(`picture-${index + 1}.${extension}`, contentType, bytes));
  }
  return tokens;
}
