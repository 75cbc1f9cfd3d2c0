/** A text as its words alone: width, case, accents, punctuation and what can't be seen make no difference. */
export const foldWords = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\p{Mark}\p{Default_Ignorable_Code_Point}]/gu, "")
    .toUpperCase()
    .toLowerCase()
    .normalize("NFC")
    .replace(/[^\p{Letter}\p{Number}]+/gu, " ")
    .trim();
