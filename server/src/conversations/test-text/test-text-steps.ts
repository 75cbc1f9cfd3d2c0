import type { TestText } from "@sidethread/shared/admin";
import type { Settings } from "@sidethread/shared/settings";
import { inEnglish, type Saying, say } from "@sidethread/shared/told";
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

const said = (state: Step["state"], saying: Saying | null, at: Date | null = null): Said => ({
  state,
  at: at?.toISOString() ?? null,
  detail: saying && inEnglish(saying),
  saying,
});
const waiting = (saying: Saying | null = null) => said("waiting", saying);
const done = (at: Date | null, saying: Saying | null = null) => said("done", saying, at);
const failed = (saying: Saying) => said("failed", saying);
const skipped = (saying: Saying | null = null) => said("skipped", saying);

/** The steps of a test text, as far as it came: what happened, and where it stops what to do. */
export function stepsOf(facts: TestTextFacts): Pick<TestText, "steps" | "ended"> {
  const all: [Step["step"], Said][] = [
    ["received", received(facts)],
    ["consent", consent(facts)],
    ["keyword", keyword(facts)],
    ["ticket", ticket(facts)],
    ["reply", reply(facts)],
    ["delivery", delivery(facts)],
  ];
  const over = age(facts) > WATCHED_MS;
  const timely = all.map(([step, one]) =>
    over && one.state === "waiting" ? { step, ...failed(say("test.over")) } : { step, ...one },
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
  if (text) return done(text.at, say("test.text", { text: text.text.slice(0, 100) }));
  if (age(facts) <= TEXT_WITHIN_MS)
    return waiting(number === null ? say("test.send", { phone }) : say("test.send_to", { phone, number }));
  return failed(say("test.none_came", { phone }));
}

function consent(facts: TestTextFacts): Said {
  const { text, placement, keyword: word, settings, consent: state } = facts;
  if (!text) return waiting();
  if (!placement || whyNoTickets(facts) !== null) return skipped();
  if (word === "help") return skipped(say("test.help_free"));
  if (settings.ticketsWithoutConsent) return skipped(say("test.consent_free"));
  if (text.ticketId !== null || state === "subscribed") return done(null, say("test.subscribed"));
  if (isUnfinished(placement)) return waiting();
  return failed(say(state === "unsubscribed" ? "test.opted_out" : "test.not_subscribed"));
}

function keyword({ text, placement, keyword: word }: TestTextFacts): Said {
  if (!text) return waiting();
  if (!placement) return failed(say(`test.keyword.${word ?? "carriers"}`));
  return done(null, say(word === "help" ? "test.keyword.help" : "test.keyword.none"));
}

/** Why no text of this account becomes a ticket, and what to do; null: they do. */
function whyNoTickets({ text, placement, settings, zendeskConnected }: TestTextFacts): Saying | null {
  if (!placement || isUnfinished(placement) || text?.ticketId) return null;
  if (!zendeskConnected) return say("test.zendesk_unconnected");
  if (!settings.textTickets) return say("test.texts_off");
  return null;
}

function ticket(facts: TestTextFacts): Said {
  const { text, placement } = facts;
  if (!text || !placement) return waiting();
  if (text.ticketId !== null) return done(text.placedAt, say("test.ticket", { ticket: text.ticketId }));
  if (isUnfinished(placement)) return waiting(ofAttempts(placement));
  return failed(whyNoTickets(facts) ?? say("test.not_placed", { cause: lastWords(placement) }));
}

function reply({ text, reply: written }: TestTextFacts): Said {
  if (written)
    return done(written.at, written.author === null ? null : say("test.by", { author: written.author }));
  return waiting(text?.ticketId ? say("test.answer", { ticket: text.ticketId }) : null);
}

function delivery(facts: TestTextFacts): Said {
  switch (facts.reply?.state) {
    case undefined:
      return waiting();
    case "queued":
      return waiting(say("test.to_carrier"));
    case "sent":
      return age(facts) > WATCHED_MS
        ? done(null, say("test.carrier_silent"))
        : waiting(say("test.at_carrier"));
    case "delivered":
    case "received":
      return done(null, say("test.arrived"));
    case "failed":
    case "not_sent":
    case "unknown":
      return failed(notArrived(facts.reply.reason, facts.watched.phone));
  }
}

/** `reason` and `who` are for a page that has words of its own for why a reply is not sent. */
const notArrived = (reason: string | null, who: string) =>
  say("test.not_arrived", { why: notSentWords(reason) ?? "", reason: reason ?? "", who });

const isUnfinished = ({ state }: FollowedEffect) => ["blocked", "waiting", "leased"].includes(state);

const ofAttempts = (effect: FollowedEffect): Saying | null =>
  effect.error === null ? null : say("test.not_placed_yet", { cause: lastWords(effect) });

/** What went wrong last, without the name that only programs need. */
const lastWords = ({ error }: FollowedEffect): string =>
  error === null ? "" : ` (${error.replace(/^\w+: /, "").replace(/\.$/, "")})`;
