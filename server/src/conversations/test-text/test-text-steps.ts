import type { TestText } from "@sidethread/shared/admin";
import type { Settings } from "@sidethread/shared/settings";
import type { ChannelConsent } from "../../profiles/consent.ts";
import type { FollowedEffect } from "../../work/follow-effects.ts";
import type { Keyword } from "../inbound/keywords.ts";
import type { Message } from "../message-store.ts";
import { notSentWords } from "../outbound/not-sent-words.ts";
import type { Watched } from "./watched.ts";

type Step = TestText["steps"][number];
type Said = Omit<Step, "step">;

/** All that is known of a test text. */
export interface TestTextFacts {
  watched: Pick<Watched, "phone" | "number" | "startedAt">;
  now: Date;
  settings: Pick<Settings, "textTickets" | "ticketsWithoutConsent">;
  zendeskConnected: boolean;
  /** The text, once it came. */
  text: Message | null;
  keyword: Keyword | null;
  consent: ChannelConsent["state"];
  /** What puts it on a ticket; null: nothing was asked to, since it is a keyword. */
  placement: FollowedEffect | null;
  /** The agent's answer, once there is one. */
  reply: Message | null;
}

/** How long the text itself is waited for. */
export const TEXT_WITHIN_MS = 10 * 60_000;
/** How long the whole is watched. */
export const WATCHED_MS = 60 * 60_000;

const waiting = (detail: string | null = null): Said => ({ state: "waiting", at: null, detail });
const done = (at: Date | null, detail: string | null = null): Said => ({
  state: "done",
  at: at?.toISOString() ?? null,
  detail,
});
const failed = (detail: string): Said => ({ state: "failed", at: null, detail });
const skipped = (detail: string | null = null): Said => ({ state: "skipped", at: null, detail });

/** The steps of a test text, as far as it came: what happened, and where it stops what to do. */
export function stepsOf(facts: TestTextFacts): Pick<TestText, "steps" | "ended"> {
  const said: [Step["step"], Said][] = [
    ["received", received(facts)],
    ["consent", consent(facts)],
    ["keyword", keyword(facts)],
    ["ticket", ticket(facts)],
    ["reply", reply(facts)],
    ["delivery", delivery(facts)],
  ];
  const over = age(facts) > WATCHED_MS;
  const timely = said.map(([step, one]) =>
    over && one.state === "waiting"
      ? { step, ...failed("It did not come to this within an hour. Start again with a new text.") }
      : { step, ...one },
  );
  const stop = timely.findIndex(({ state }) => state === "failed");
  const steps = timely.map((one, place) =>
    stop !== -1 && place > stop ? { step: one.step, ...skipped() } : one,
  );
  return { steps, ended: steps.every(({ state }) => state !== "waiting") };
}

const age = ({ now, watched }: TestTextFacts) => now.getTime() - watched.startedAt.getTime();

function received(facts: TestTextFacts): Said {
  const { text, watched } = facts;
  const { phone, number } = watched;
  if (text) return done(text.at, `“${text.text.slice(0, 100)}”`);
  if (age(facts) <= TEXT_WITHIN_MS)
    return waiting(`Text any words from ${phone} to ${number ?? "the number that your customers text"}.`);
  return failed(
    `No text from ${phone} reached us within 10 minutes. Check the phone's number, and under Connections that the carrier is connected and well. Then start again.`,
  );
}

function consent(facts: TestTextFacts): Said {
  const { text, placement, keyword: word, settings, consent: state } = facts;
  if (!text) return waiting();
  if (!placement || whyNoTickets(facts) !== null) return skipped();
  if (word === "help") return skipped("Who asks for help needs no consent.");
  if (settings.ticketsWithoutConsent)
    return skipped("By your settings, texts open tickets without consent too.");
  if (text.ticketId !== null || state === "subscribed") return done(null, "Subscribed to texts.");
  if (isUnfinished(placement)) return waiting();
  return failed(
    state === "unsubscribed"
      ? "This phone opted out of texts. Text START from it, then start again with any other words."
      : "This phone is not subscribed to texts. Subscribe it in Klaviyo, or let texts from people without consent open tickets under Settings. Then start again.",
  );
}

const KEYWORDS: Record<Keyword, string> = {
  stop: "It is a stop word: the phone is opted out now. Text START from it, then start again with any other words.",
  start: "It is a start word: it gives consent and opens no ticket. Start again with any other words.",
  agree: "It gives consent and opens no ticket. Start again with any other words.",
  subscribe:
    "It is one of your words to subscribe by, and opens no ticket. Start again with any other words.",
  automation: "It is one of your automations' words, and left to them. Start again with any other words.",
  help: "",
};

function keyword({ text, placement, keyword: word }: TestTextFacts): Said {
  if (!text) return waiting();
  if (!placement)
    return failed(
      word ? KEYWORDS[word] : "The carrier took it for a keyword. Start again with any other words.",
    );
  return done(null, word === "help" ? "It asks for help, which always opens a ticket." : "It is no keyword.");
}

/** Why no text of this account becomes a ticket, and what to do; null: they do. */
function whyNoTickets({ text, placement, settings, zendeskConnected }: TestTextFacts): string | null {
  if (!placement || isUnfinished(placement) || text?.ticketId) return null;
  if (!zendeskConnected) return "Zendesk is not connected. Connect it under Connections.";
  if (!settings.textTickets) return "By your settings, texts open no tickets. Turn that on under Settings.";
  return null;
}

function ticket(facts: TestTextFacts): Said {
  const { text, placement } = facts;
  if (!text || !placement) return waiting();
  if (text.ticketId !== null) return done(text.placedAt, `Ticket #${text.ticketId}.`);
  if (isUnfinished(placement)) return waiting(ofAttempts(placement));
  return failed(
    whyNoTickets(facts) ??
      `It could not be put on a ticket${lastWords(placement)}. Mend that, and have it tried again under Health.`,
  );
}

function reply({ text, reply: written }: TestTextFacts): Said {
  if (written) return done(written.at, written.author);
  return waiting(text?.ticketId ? `Answer ticket #${text.ticketId} in Zendesk by a public reply.` : null);
}

function delivery(facts: TestTextFacts): Said {
  switch (facts.reply?.state) {
    case undefined:
      return waiting();
    case "queued":
      return waiting("On its way to the carrier.");
    case "sent":
      return age(facts) > WATCHED_MS
        ? done(null, "The carrier took it, but does not say whether it arrived.")
        : waiting("The carrier has it, and has not confirmed yet that it arrived.");
    case "delivered":
    case "received":
      return done(null, "It arrived.");
    case "failed":
    case "not_sent":
    case "unknown":
      return failed(`It did not arrive: ${notSentWords(facts.reply.reason)}`);
  }
}

const isUnfinished = ({ state }: FollowedEffect) => ["blocked", "waiting", "leased"].includes(state);

const ofAttempts = (effect: FollowedEffect): string | null =>
  effect.error === null
    ? null
    : `It could not be put on a ticket yet, and is tried again by itself${lastWords(effect)}.`;

/** What went wrong last, without the name that only programs need. */
const lastWords = ({ error }: FollowedEffect): string =>
  error === null ? "" : ` (${error.replace(/^\w+: /, "").replace(/\.$/, "")})`;
