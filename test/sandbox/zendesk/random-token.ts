/** Letters and digits that nobody guesses; from the vendor's seeded stream. */
export const randomToken = (random: () => number): string =>
  Array.from({ length: 24 }, () => Math.floor(random() * 36).toString(36)).join("");
