import { type Way, ways } from "./carriers/carrier.ts";
import { readOptions } from "./options.ts";
import { type FaultReport, runFaults } from "./run.ts";

const { json, carrier, kills, acknowledged, seconds, seed } = readOptions();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const chosen = ways.filter((way) => carrier === "both" || way.startsWith(carrier));
const share = (whole: number, index: number) =>
  Math.floor(((index + 1) * whole) / chosen.length) - Math.floor((index * whole) / chosen.length);

async function run(way: Way, index: number): Promise<FaultReport> {
  const mine = { kills: share(kills, index), acknowledged: share(acknowledged, index) };
  return runFaults({
    ...mine,
    way,
    seed,
    killEveryMs: (seconds * 1000) / Math.max(1, kills),
    conversations: Math.ceil(mine.acknowledged / 190),
    sideBySide: 40,
    rounds: 5,
    drain: { withinMs: 600_000, awaitQuestions: true },
    tell: (line) => (json ? undefined : console.log(`${way}, ${line}`)),
  });
}

const counted = ["kills", "acknowledged", "lost", "duplicated", "out_of_order", "open_questions"] as const;
type Counts = Record<(typeof counted)[number], number>;

const totals: Counts = {
  kills: 0,
  acknowledged: 0,
  lost: 0,
  duplicated: 0,
  out_of_order: 0,
  open_questions: 0,
};
const carriers: Partial<Record<Way, Counts>> = {};
let isWhole = true;
for (const [index, way] of chosen.entries()) {
  const report = await run(way, index);
  const { findings, snapshots, integrity, texts, replies, seconds: took, drain_seconds } = report;
  for (const finding of findings) console.log(`${way}: ${finding}`);
  console.log(way, { texts, replies, integrity, snapshots, seconds: took, drain_seconds });
  isWhole &&= integrity === "ok" && snapshots.bad === 0;
  carriers[way] = Object.fromEntries(counted.map((name) => [name, report[name]])) as Counts;
  for (const name of counted) totals[name] += report[name];
}
console.log(JSON.stringify({ ...totals, carriers }));
process.exitCode = totals.lost + totals.duplicated + totals.out_of_order === 0 && isWhole ? 0 : 1;
