/** One try to get what one must not have. */
export interface Attack {
  name: string;
  /** Tries it; gives what got through, or null. */
  attempt(): Promise<string | null>;
}

export interface Outcome {
  tried: number;
  /** What got through, each named by its attack. */
  through: string[];
}

/** Tries one attack after the other; an attack that itself breaks has not been fended off. */
export async function tryAll(attacks: Attack[]): Promise<Outcome> {
  const through: string[] = [];
  for (const { name, attempt } of attacks) {
    const found = await attempt().catch((error: unknown) => `broke: ${error}`);
    if (found !== null) through.push(`${name}: ${found}`);
  }
  return { tried: attacks.length, through };
}
