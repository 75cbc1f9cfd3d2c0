import { parseArgs } from "node:util";
import { benchIngest } from "./ingest.ts";
import { benchLoop } from "./loop.ts";

const BENCHES: Record<string, (options: { seconds: number; filled: boolean }) => Promise<object>> = {
  ingest: benchIngest,
  loop: benchLoop,
};

const USAGE = `Usage: npx -y pnpm@12 bench NAME [--json] [--seconds N] [--filled]

  NAME       ${Object.keys(BENCHES).join(" or ")}
  --seconds  how long each server is measured (24)
  --filled   measure also with a million handled deliveries and a hundred thousand waiting jobs in the file
  --json     print one JSON object on the last line`;

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        filled: { type: "boolean", default: false },
        seconds: { type: "string", default: "24" },
      },
    });
    const bench = BENCHES[positionals[0] ?? ""];
    const seconds = Number(values.seconds);
    if (!bench || positionals.length !== 1) throw new Error(`There is no bench “${positionals.join(" ")}”.`);
    if (!(seconds > 0)) throw new Error("--seconds wants a number above 0.");
    return { bench, json: values.json, measured: { seconds, filled: values.filled } };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}

const { bench, json, measured } = readOptions();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
const result = await bench(measured);
if (json) console.log(JSON.stringify(result));
else console.table(result);
