import { parseArgs } from "node:util";
import { openStage } from "./kit/stage.ts";
import { attack, prepare } from "./run.ts";

const USAGE = `Usage: npx -y pnpm@12 attacks [--json]

  --json  print the counts as one JSON object on the last line, and before it only what got through`;

function readOptions() {
  try {
    return parseArgs({ options: { json: { type: "boolean", default: false } } }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}

const { json } = readOptions();
const report = { tried: 0, by_kind: {} as Record<string, number>, got_through: 0 };
const stage = await openStage();
try {
  for (const [kind, attacks] of await prepare(stage)) {
    const { tried, through } = await attack(stage, attacks);
    for (const one of through) console.log(`${kind}: ${one}`);
    report.tried += tried;
    report.by_kind[kind] = tried;
    report.got_through += through.length;
  }
} finally {
  await stage.close();
}
console.log(json ? JSON.stringify(report) : report);
process.exitCode = report.got_through === 0 ? 0 : 1;
