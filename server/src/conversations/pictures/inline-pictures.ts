/** How Zendesk writes a picture that an agent pasted between the words. */
const INLINE_PICTURE = /[^\S\n]*!\[[^\]\n]*\]\(https?:\/\/[^\s)]+\/attachments\/token\/[^\s)]+\)/g;

/** A comment's words without its pasted pictures: they hang on the comment, and go out beside the words. */
export function withoutInlinePictures(body: string): string {
  const words = body.replace(INLINE_PICTURE, "");
  return words === body ? body : words.replace(/\n{3,}/g, "\n\n").trim();
}
