import { htmlToText } from "../format/html-to-text.ts";
import type { ZafClient } from "./client.ts";

/** The comment being written in Zendesk's composer. */
export interface Comment {
  isPublic: boolean;
  text: string;
  /** The types of the files that go with it. */
  files: string[];
}

interface GivenComment {
  type?: string;
  text?: string | null;
  useRichText?: boolean;
  attachments?: { contentType?: string }[] | null;
}

/** For a file that the host names no type of, such as a picture pasted between the words. */
const UNTOLD = "image/png";

/** Reads the composer; null where there is none. */
export async function readComment(client: ZafClient): Promise<Comment | null> {
  const { comment } = await client.get(["comment"]);
  return comment ? commentOf(comment) : null;
}

/** A comment as the host tells of it: its text is HTML when the composer is a rich one. */
export function commentOf({ type, text, useRichText, attachments }: GivenComment): Comment {
  const { text: plain, pictures } = useRichText ? htmlToText(text ?? "") : { text: text ?? "", pictures: 0 };
  const files = (attachments ?? []).map(({ contentType }) => contentType || UNTOLD);
  return {
    isPublic: type === "publicReply",
    text: plain,
    files: [...files, ...Array<string>(pictures).fill(UNTOLD)],
  };
}

/** Makes the comment one that only agents see. */
export async function makeInternalNote(client: ZafClient): Promise<boolean> {
  try {
    const result = await client.set("comment.type", "internalNote");
    return Object.keys(result.errors ?? {}).length === 0;
  } catch {
    return false;
  }
}
