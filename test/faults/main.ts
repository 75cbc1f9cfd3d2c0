import { parseArgs } from "node:util";
import { runFaults } from "./run.ts";

const USAGE = `Usage: npx -y pnpm@12 faults [--kills N] [--acknowledged N] [--seconds N] [--seed N] [--json]

  --kills         how often a server is killed (24)
  --acknowledged  how many deliveries have to be acknowledged (50000)
  --seconds       over how long the kills are spread (150)
  --seed          of the random moments (1)
  --json          print only the counts, as one JSON object on the last line`;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        kills: { type: "string", default: "24" },
        acknowledged: { type: "string", default: "50000" },
        seconds: { type: "string", default: "150" },
        seed: { type: "string", default: "1" },
        json: { type: "boolean", default: false },
      },
    });
    const number = (name: "kills" | "acknowledged" | "seconds" | "seed") => {
      const value = Number(values[name]);
      if (!(value >= 0)) throw new Error(`--${name} wants a number.`);
      return value;
    };
    const kills = number("kills");
    return {
      json: values.json,
      kills,
      killEveryMs: (number("seconds") * 1000) / Math.max(1, kills),
      acknowledged: number("acknowledged"),
      seed: number("seed"),
    };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}

const { json, ...chosen } = readOptions();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
const tell = (line: string) => (json ? undefined : console.log(line));
const report = await runFaults({
  ...chosen,
  conversations: Math.ceil(chosen.acknowledged / 190),
  sideBySide: 40,
  rounds: 5,
  drainMs: 600_000,
  tell,
});
const { kills, acknowledged, lost, duplicated, out_of_order, open_questions, findings, ...more } = report;
for (const finding of findings) console.log(finding);
console.log(more);
console.log(JSON.stringify({ kills, acknowledged, lost, duplicated, out_of_order, open_questions }));
process.exitCode =
  lost + duplicated + out_of_order === 0 && more.integrity === "ok" && more.snapshots.bad === 0 ? 0 : 1;
