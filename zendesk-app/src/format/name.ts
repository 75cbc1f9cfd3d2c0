/** One or two letters for an avatar. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toLocaleUpperCase();
}

/** What to call someone in a sentence. */
export function givenName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
