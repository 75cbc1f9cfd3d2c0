/** An e-mail address, or a word, a number or an id that is long enough to be somebody's alone. */
const MARKS = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+|[\p{L}\p{N}-]{6,}/gu;
const JSON_ESCAPE = /\\(?:u([0-9a-f]{4})|(.))/gi;
const FORM_ESCAPE = /%([0-9a-f]{2})/gi;
const ENDS = /^[.-]+|[.-]+$/g;

const character = (hex: string) => String.fromCharCode(Number.parseInt(hex, 16));

/** One spelling of what is looked for and of what is found: a phone number by its digits. */
export const spellMark = (mark: string): string => mark.toLowerCase().replaceAll(ENDS, "").replace(/^\+/, "");

/** Whether a text, a form or JSON names one of these marks, however it is escaped. */
export function mentions(text: string, marks: ReadonlySet<string>): boolean {
  const plain = text
    .replaceAll(JSON_ESCAPE, (_, hex: string | undefined, one: string) =>
      hex ? character(hex) : /\W/.test(one) ? one : " ",
    )
    .replaceAll(FORM_ESCAPE, (_, hex: string) => character(hex));
  return (plain.match(MARKS) ?? []).some((found) => marks.has(spellMark(found)));
}
