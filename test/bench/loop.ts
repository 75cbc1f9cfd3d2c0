import { setTimeout as wait } from "node:timers/promises";
import { readCpuSeconds } from "../faults/read-metric.ts";
import { eventually } from "../kit/wait.ts";
import { commentsOf } from "../sandbox/zendesk/tickets/history.ts";
import { fillDatabase, WAITING } from "./fill-database.ts";
import { type LoopPlace, startLoopPlace } from "./loop-place.ts";
import { median, quantile, rounded } from "./measure.ts";
import { createStopwatch } from "./stopwatch.ts";

const PER_SECOND = 50;
const CALM = { timeout: 120_000 };

/** How long a text takes to the ticket's comment, and a reply to the SMS, while vendors answer at once. */
export async function benchLoop({ seconds, filled }: { seconds: number; filled: boolean }) {
  const empty = await measure(seconds, false);
  const full = filled ? await measure(seconds, true) : null;
  if (!full) return empty;
  const against = (name: "text_p50_ms" | "reply_p50_ms") => rounded(full[name] / empty[name], 2);
  return {
    ...empty,
    filled: { ...full, text_of_empty: against("text_p50_ms"), reply_of_empty: against("reply_p50_ms") },
  };
}

async function measure(seconds: number, filled: boolean) {
  const place = await startLoopPlace();
  try {
    if (filled) {
      await place.server.stop();
      await fillDatabase({ url: place.databaseUrl });
      await place.server.start();
    }
    const waiting = filled ? WAITING : 0;
    const phones = Array.from(
      { length: Math.round(seconds * PER_SECOND) },
      (_, n) => `+49151${20_000_000 + n}`,
    );
    for (const phone of phones) place.text(phone, "START");
    await place.rest(waiting);
    const opened = await converse(place, phones, { name: "First", answered: false });
    await place.rest(waiting);
    const cpuBefore = await readCpuSeconds(place.server.origin);
    const { texts, replies } = await converse(place, phones, { name: "Next", answered: true });
    await place.rest(waiting);
    const cpu = (await readCpuSeconds(place.server.origin)) - cpuBefore;
    return {
      conversations_per_s: PER_SECOND,
      text_p50_ms: rounded(median(texts)),
      text_p99_ms: rounded(quantile(texts, 0.99)),
      reply_p50_ms: rounded(median(replies)),
      reply_p99_ms: rounded(quantile(replies, 0.99)),
      cpu_ms_per_conversation: rounded((cpu * 1000) / phones.length),
      first_text_p50_ms: rounded(median(opened.texts)),
      first_text_p99_ms: rounded(quantile(opened.texts, 0.99)),
    };
  } finally {
    await place.stop();
  }
}

/**
 * Everyone texts once, steadily, and is answered as soon as the text is on the ticket. Times each text from the carrier
 * to the comment in Zendesk, and each answer from the comment in Zendesk to the text at the carrier.
 */
async function converse(
  place: LoopPlace,
  phones: string[],
  { name, answered }: { name: string; answered: boolean },
) {
  const { zendesk, twilio } = place.sandbox;
  const texts = createStopwatch();
  const replies = createStopwatch();
  const commented = (ticketId: number) => {
    const body = commentsOf(zendesk.state, ticketId).at(-1)?.body ?? "";
    if (texts.stop(body)) {
      if (answered) void place.agent.reply(ticketId, `Answer to ${body}`);
    } else if (body.startsWith("Answer")) replies.start(body);
  };
  const sent = ({ direction, body }: { direction: string; body: string }) =>
    direction === "outbound-api" && replies.stop(body);
  zendesk.events.on("ticket", commented);
  twilio.events.on("message", sent);
  await steadily(phones, (phone) => {
    const body = `${name} of ${phone}`;
    texts.start(body);
    place.text(phone, body);
  });
  const wanted = answered ? phones.length : 0;
  await eventually(() => texts.took().length === phones.length && replies.took().length >= wanted, CALM);
  zendesk.events.off("ticket", commented);
  twilio.events.off("message", sent);
  return { texts: texts.took(), replies: replies.took() };
}

/** Does something for each, so many a second. */
async function steadily<Item>(items: Item[], act: (item: Item) => void): Promise<void> {
  const started = performance.now();
  for (const [index, item] of items.entries()) {
    const due = started + (index * 1000) / PER_SECOND;
    await wait(Math.max(0, due - performance.now()));
    act(item);
  }
}
