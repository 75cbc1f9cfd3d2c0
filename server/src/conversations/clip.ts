/** The beginning of a text, for a field of limited length; no character is cut in half. */
export const clip = (text: string, length: number): string =>
  text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
