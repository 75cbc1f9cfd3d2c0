import type { Picture } from "../../database/schema/conversations.ts";
import { LARGEST_MEDIA_BYTES } from "../../vendors/fetch-media.ts";
import { VendorError } from "../../vendors/vendor-error.ts";
import type { ZendeskClient } from "../../vendors/zendesk/client.ts";
import type { Carrier } from "../carriers/carrier.ts";
import { clip } from "../clip.ts";
import type { Message } from "../message-store.ts";
import { typeOfFile } from "./picture-types.ts";

export interface AttachedPictures {
  /** They attach the pictures to a comment. */
  tokens: string[];
  /** What the agent has to know of those that are not there; null: they all are. */
  note: string | null;
}

/** Bounds what is in memory, and what a text asks of the vendors at once. */
const AT_ONCE = 3;
/** How long words wait for a picture that can't be had in passing. */
const PATIENCE_MS = 5 * 60_000;

/**
 * Brings a text's pictures from the carrier to Zendesk, in their order. One that is none is left out and named; one
 * that can't be had too, after some minutes at the latest: the words wait no longer.
 */
export async function attachPictures(
  carrier: Carrier | null,
  zendesk: ZendeskClient,
  { pictures }: Pick<Message, "pictures">,
  firstTriedAt: Date,
): Promise<AttachedPictures> {
  const patient = Date.now() - firstTriedAt.getTime() < PATIENCE_MS;
  const tokens: string[] = [];
  const missing: string[] = [];
  for (let start = 0; start < pictures.length; start += AT_ONCE) {
    const brought = await Promise.all(
      pictures
        .slice(start, start + AT_ONCE)
        .map((picture, index) => bring(carrier, zendesk, picture, { place: start + index + 1, patient })),
    );
    for (const [index, one] of brought.entries()) {
      if ("token" in one) tokens.push(one.token);
      else missing.push(`picture ${start + index + 1}, ${one.why}`);
    }
  }
  return { tokens, note: missing.length === 0 ? null : `(Left out: ${missing.join("; ")})` };
}

async function bring(
  carrier: Carrier | null,
  zendesk: ZendeskClient,
  { url, contentType }: Picture,
  { place, patient }: { place: number; patient: boolean },
): Promise<{ token: string } | { why: string }> {
  if (!carrier) return { why: "its carrier is not connected any more" };
  try {
    const bytes = await carrier.fetchPicture(url);
    if (bytes.byteLength === 0) return { why: "empty" };
    const type = typeOfFile(bytes);
    if (!type) return { why: `not a file that we pass on (${clip(contentType, 60)})` };
    return { token: await zendesk.upload(`picture-${place}.${type.extension}`, type.contentType, bytes) };
  } catch (error) {
    const why = whyMissing(error, patient);
    if (why === null) throw error;
    return { why };
  }
}

/** Why a picture can't be had; null where another attempt may bring it. */
function whyMissing(error: unknown, patient: boolean): string | null {
  if (!(error instanceof VendorError)) return null;
  if (error.vendor === "zendesk") return error.final ? "refused by Zendesk" : null;
  if (patient && !error.final) return null;
  return error.status === 413
    ? `larger than ${LARGEST_MEDIA_BYTES / 1024 / 1024} MB`
    : "the carrier could not give it to us";
}
