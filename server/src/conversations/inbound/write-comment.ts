import type { ZendeskClient } from "../../vendors/zendesk/client.ts";
import type { Carrier } from "../carriers/carrier.ts";
import { clip } from "../clip.ts";
import type { Message } from "../message-store.ts";
import { attachPictures } from "../pictures/attach-pictures.ts";
import type { Texts } from "./put-on-ticket.ts";

/** Zendesk takes 65,535; carriers' texts are far shorter. */
export const LONGEST_COMMENT = 60_000;

/** What texts say as one comment, and their pictures, brought to Zendesk. */
export async function writeComment(
  carrier: Carrier | null,
  zendesk: ZendeskClient,
  texts: Texts,
  firstTriedAt: Date,
): Promise<{ body: string; uploads: string[] }> {
  const parts: string[] = [];
  const uploads: string[] = [];
  for (const text of texts) {
    const { tokens, note } = await attachPictures(carrier, zendesk, text, firstTriedAt);
    parts.push(wordsOf(text, note));
    uploads.push(...tokens);
  }
  return { body: parts.join("\n\n"), uploads };
}

/** Zendesk takes no comment without a word, and the agent has to know of what is not there. */
function wordsOf({ text, pictures }: Message, note: string | null): string {
  const words = text.trim() === "" ? (pictures.length > 0 ? "(picture)" : "(empty text)") : text;
  const cut = words.length > LONGEST_COMMENT ? "(Cut here. The thread has all of it.)" : null;
  return [clip(words, LONGEST_COMMENT), cut, note].filter((part) => part !== null).join("\n\n");
}
