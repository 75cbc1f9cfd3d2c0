/** How often each key is there. */
export function tallyUp(keys: string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
}

/** Notes how often something was found, and how often it has to be there. */
export type Tally = (what: string, found: number, least: number, most: number) => void;
