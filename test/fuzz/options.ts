import { parseArgs } from "node:util";

const USAGE = `Usage: npx -y pnpm@12 fuzz [--runs N] [--seed N] [--json]

  --runs  how many webhooks are sent at least (100000)
  --seed  of what is sent (1); a finding names the seed that finds it again
  --json  print the counts as one JSON object on the last line, and before it only what was found`;

/** What the command line asks for; ends the process when it can't be understood. */
export function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        runs: { type: "string", default: "100000" },
        seed: { type: "string", default: "1" },
        json: { type: "boolean", default: false },
      },
    });
    const [runs, seed] = [Number(values.runs), Number(values.seed)];
    if (!(runs > 0)) throw new Error("--runs wants a number.");
    if (!Number.isSafeInteger(seed)) throw new Error("--seed wants a whole number.");
    return { runs, seed, json: values.json };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}
