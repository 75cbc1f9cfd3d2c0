/** Whether a page of this origin may open our windows; `*` in a pattern stands for one label. */
export function mayOpen(patterns: string[], opener: string): boolean {
  if (!URL.canParse(opener) || new URL(opener).origin !== opener) return false;
  return patterns.some((pattern) => {
    const [before, after] = pattern.split("*");
    if (before === undefined || after === undefined) return opener === pattern;
    const label = opener.slice(before.length, opener.length - after.length);
    return opener === before + label + after && /^[a-z0-9-]+$/.test(label);
  });
}
