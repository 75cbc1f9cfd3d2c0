import fc from "fast-check";
import { type Answer, type Fuzzed, sendBurst, sendWritten } from "./burst.ts";
import { watchForCrashes } from "./crashes.ts";
import { Finding } from "./finding.ts";
import { describeInput, type Input, input } from "./input.ts";
import { openPlace } from "./place.ts";
import { createTally, type FuzzReport } from "./tally.ts";
import { openWire, type WireInput, wireInput } from "./wire.ts";

interface FuzzOptions {
  runs: number;
  seed: number;
  tell(line: string): void;
}

/** Webhooks at once, in this process. */
const burst = fc.array(input, { minLength: 1, maxLength: 40, size: "max" });
const BURSTS_A_ROUND = 20;
const WRITTEN_A_ROUND = 20;
const ENOUGH_FINDINGS = 10;
const LONGEST_SHRINK_MS = 30_000;

/** Fuzzes until enough inputs were sent, or enough was found; each finding is told in its smallest form. */
export async function fuzz({ runs, seed, tell }: FuzzOptions): Promise<FuzzReport> {
  const place = await openPlace();
  const fuzzed: Fuzzed = { place, wire: await openWire(place), crashes: watchForCrashes() };
  const tally = createTally();

  /** Looks for an example that fails, and gives the smallest that was found in time. */
  async function search<Example>(
    examples: fc.Arbitrary<Example>,
    send: (example: Example) => Promise<Answer[]>,
    options: { seed: number; numRuns: number },
  ): Promise<Example | null> {
    let failedAt: number | null = null;
    const property = fc.asyncProperty(examples, async (example) => {
      if (failedAt !== null && performance.now() - failedAt > LONGEST_SHRINK_MS) return;
      try {
        const answers = await send(example);
        if (failedAt === null) tally.add(answers);
      } catch (error) {
        failedAt ??= performance.now();
        throw error;
      }
    });
    const { counterexample, errorInstance } = await fc.check(property, options);
    if (counterexample === null) return null;
    if (!(errorInstance instanceof Finding)) throw errorInstance;
    tally.note(errorInstance);
    tell(`${errorInstance.kind} (--seed ${options.seed}): ${errorInstance.message}`);
    return counterexample[0];
  }

  /** One of a burst, where it does by itself what all of them did. */
  async function fewest(inputs: Input[]): Promise<Input[]> {
    for (const one of inputs) {
      const harmless = await sendBurst(fuzzed, [one]).catch(() => null);
      if (harmless === null) return [one];
    }
    return inputs;
  }

  async function round(seed: number): Promise<void> {
    const failing = await search(burst, (inputs) => sendBurst(fuzzed, inputs), {
      seed,
      numRuns: BURSTS_A_ROUND,
    });
    for (const one of await fewest(failing ?? [])) tell(describeInput(one));
    const send = (one: WireInput) => sendWritten(fuzzed, one);
    const written = await search(wireInput, send, { seed, numRuns: WRITTEN_A_ROUND });
    if (written) tell(`${describeInput(written.input)}\n  written as ${JSON.stringify(written.writing)}`);
  }

  try {
    for (let turn = 0; tally.report.inputs < runs && tally.found() < ENOUGH_FINDINGS; turn += 1)
      await round(seed + turn);
  } finally {
    fuzzed.crashes.stop();
    await fuzzed.wire.close();
    await place.close();
  }
  return tally.report;
}
