import { parseArgs } from "node:util";
import { createLog } from "@sidethread/server/log";
import { startSystem } from "../kit/system.ts";
import { playTexts } from "./play-texts.ts";
import { smoke } from "./smoke.ts";

const USAGE = `Usage: npx -y pnpm@12 demo [--smoke] [--json]

  --smoke  play the main loop once over HTTP, print what happened, and exit
  --json   with --smoke: print it as one JSON object on the last line`;

const FIRST_PORT = 4600;
const SERVER_PORT = 4610;

function readOptions() {
  try {
    const { values } = parseArgs({ options: { smoke: { type: "boolean" }, json: { type: "boolean" } } });
    return values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}

async function runSmoke(json: boolean): Promise<void> {
  const system = await startSystem({ withApp: true, log: createLog("error") });
  const started = performance.now();
  try {
    const result = await smoke(system);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`A text became ticket #${result.ticket.id}, and the answer a text to ${result.sms.to}.`);
    console.log(`Klaviyo has ${result.events.map(({ metric }) => metric).join(" and ")}. ${seconds} s.`);
    if (json) console.log(JSON.stringify(result));
  } finally {
    await system.stop();
  }
}

async function runDemo(): Promise<void> {
  const system = await startSystem({
    withApp: true,
    firstPort: FIRST_PORT,
    serverPort: SERVER_PORT,
    log: createLog("warn"),
  });
  const { pages } = system.sandbox;
  playTexts(system.sandbox);
  console.log(`
  Sidethread is running on make-believe vendors.

    The agent's workspace   ${pages.workspace}
    The customer's phone    ${pages.phone}?customer=maren-voss
    The server              ${system.serverOrigin}

  Text as a customer on the phone, answer as an agent in the workspace. Ctrl+C stops it all.
`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => system.stop().then(() => process.exit(0)));
  }
}

const { smoke: onlySmoke = false, json = false } = readOptions();
await (onlySmoke ? runSmoke(json) : runDemo()).catch((error: unknown) => {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  console.error(
    taken ? `A port from ${FIRST_PORT} to ${SERVER_PORT} is taken. Is the demo running already?` : error,
  );
  process.exit(1);
});
