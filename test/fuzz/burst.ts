import { setImmediate as nextTurn } from "node:timers/promises";
import type { Crashes } from "./crashes.ts";
import { Finding } from "./finding.ts";
import type { Input } from "./input.ts";
import { lookAtStored } from "./look.ts";
import type { Place } from "./place.ts";
import { findPollution } from "./pollution.ts";
import type { Wire, WireInput } from "./wire.ts";

/** What is fuzzed, and who watches it. */
export interface Fuzzed {
  place: Place;
  wire: Wire;
  crashes: Crashes;
}

/** What the server said to an input; no status where it hung up. */
export interface Answer {
  input: Input;
  status: number | null;
  /** Null where it can't be known. */
  trace: string | null;
}

/** More than a burst takes on a busy machine, less than what grows with a length's square. */
const LONGEST_MS = 5_000;

/** Sends webhooks all at once, has the worker handle what was stored of them, and throws what is wrong then. */
export async function sendBurst(fuzzed: Fuzzed, inputs: Input[]): Promise<Answer[]> {
  const { app } = fuzzed.place;
  const { answers, traces } = await examine(fuzzed, () =>
    Promise.all(
      inputs.map(async (input) => {
        const { path, headers, body } = input;
        const answer = await app.request(path, { method: "POST", headers, body: new Uint8Array(body) });
        await answer.arrayBuffer();
        return { input, status: answer.status, trace: answer.headers.get("x-trace-id") };
      }),
    ),
  );
  for (const { input, status, trace } of answers) {
    const isStored = traces.has(trace ?? "");
    const allowed = input.isGenuine ? [200, 413, 422] : [401, 413];
    const kind = input.isGenuine ? "stored_junk" : "unverified_stored";
    if (!allowed.includes(status)) throw new Finding(kind, `answered ${status}`);
    if (isStored && status !== 200) throw new Finding(kind, `stored, but answered ${status}`);
  }
  return answers;
}

/** Sends one webhook over the wire, however it is written there; throws what is wrong then. */
export async function sendWritten(fuzzed: Fuzzed, one: WireInput): Promise<Answer[]> {
  const { input } = one;
  const { answers, traces } = await examine(fuzzed, async () => {
    const statuses = await fuzzed.wire.send(one);
    const status = statuses.find((code) => code >= 500) ?? statuses[0] ?? null;
    return [{ input, status, trace: null }];
  });
  if (traces.size > 0 && !input.isGenuine) throw new Finding("unverified_stored", "stored from the wire");
  return answers;
}

async function examine<One extends Answer>({ place, crashes }: Fuzzed, send: () => Promise<One[]>) {
  const began = performance.now();
  const answers = await send();
  const { traces, junk } = await place.handleAndUndo((tx) => lookAtStored(tx, place.scope));
  const took = performance.now() - began;
  await nextTurn();
  const complaints = place.takeComplaints();
  const [crash] = crashes.take();
  if (crash !== undefined) throw new Finding("crashes", crash);
  if (junk) throw junk;
  const failed = answers.find(({ status }) => status !== null && status >= 500);
  if (failed || complaints.length > 0)
    throw new Finding("server_errors", `answered ${failed?.status}: ${complaints.join("")}`);
  const polluted = findPollution();
  if (polluted !== null) throw new Finding("polluted", polluted);
  if (took > LONGEST_MS)
    throw new Finding("too_slow", `${Math.round(took)} ms for ${answers.length} webhooks`);
  return { answers, traces };
}
