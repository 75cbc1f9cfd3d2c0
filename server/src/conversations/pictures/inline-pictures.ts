/**
 * How Zendesk writes a picture that an agent pasted between the words. Each part has an end, so that a text is read in
 * a time that grows with its length alone.
 */
const INLINE_PICTURE =
  /(?<![^\S\n])[^\S\n]*!\[[^\]\n]{0,300}\]\(https?:\/\/[^\s)]{1,255}\/attachments\/token\/[^\s)]{1,1000}\)/g;

/** A comment's words without its pasted pictures: they hang on the comment, and go out beside the words. */
export function withoutInlinePictures(body: string): string {
  const words = body.replace(INLINE_PICTURE, "");
  return words === body ? body : words.replace(/\n{3,}/g, "\n\n").trim();
}
