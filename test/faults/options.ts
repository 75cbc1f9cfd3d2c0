import { parseArgs } from "node:util";

const USAGE = `Usage: npx -y pnpm@12 faults [--carrier C] [--kills N] [--acknowledged N] [--seconds N] [--seed N] [--json]

  --carrier       twilio, klaviyo (by webhook, then by polling) or both, one after the other (both)
  --kills         how often a server is killed, in all of them together (24)
  --acknowledged  how many deliveries have to be acknowledged, in all of them together (50000)
  --seconds       over how long the kills are spread (150)
  --seed          of the random moments (1)
  --json          print only the counts, as one JSON object on the last line`;

/** What the command line asks for; ends the process when it can't be understood. */
export function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        carrier: { type: "string", default: "both" },
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
    const { json, carrier } = values;
    if (!["twilio", "klaviyo", "both"].includes(carrier))
      throw new Error("--carrier is twilio, klaviyo or both.");
    return {
      json,
      carrier,
      kills: number("kills"),
      acknowledged: number("acknowledged"),
      seconds: number("seconds"),
      seed: number("seed"),
    };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}
