export type Channel = "sms" | "email" | "whatsapp";
export type ConsentKind = "marketing" | "transactional";
export type ConsentState = "subscribed" | "unsubscribed" | "never_subscribed";

/** What somebody said about a person's consent, and when. */
export interface ConsentStatement {
  channel: Channel;
  kind: ConsentKind;
  state: ConsentState;
  source: "klaviyo" | "keyword" | "carrier";
  since: Date;
}

/** A statement with whose word it is: a Klaviyo account's, by its id, or the person's own. */
export type Voiced = ConsentStatement & { voice: string };

/** What a person said to a number of ours themselves, whichever Klaviyo account stands behind it by now. */
export const OWN_WORD = "";

/** A channel's consent, over both kinds. */
export interface ChannelConsent {
  state: ConsentState | "unknown";
  since: Date | null;
  source: string | null;
}

/** Of two sources at the same moment: who is nearer to the person. */
const NEARNESS = { klaviyo: 0, carrier: 1, keyword: 2 };

/**
 * Whether one statement replaces another: the newer does, and at the same moment a withdrawal does. Somebody who
 * never subscribed said nothing, so that replaces nothing that a person said. No two statements tie, so the order in
 * which they reach us does not matter.
 */
export function replaces(next: ConsentStatement, current: ConsentStatement | undefined): boolean {
  if (!current) return true;
  const before = rankOf(current);
  const differences = rankOf(next).map((rank, place) => rank - (before[place] ?? 0));
  return (differences.find((difference) => difference !== 0) ?? 0) > 0;
}

/** What decides between two statements, the weightiest first. */
const rankOf = ({ state, since, source }: ConsentStatement) => [
  Number(state !== "never_subscribed"),
  since.getTime(),
  Number(state === "unsubscribed"),
  NEARNESS[source],
];

type Said = ConsentStatement & { voice?: string };

const isAbout = (one: Said, other: Said) =>
  one.channel === other.channel && one.kind === other.kind && one.voice === other.voice;

/** Of what we know and what is said anew: the statements that are to replace one, or that are the first of their kind. */
export const findNews = <One extends Said>(known: One[], said: One[]): One[] =>
  said.filter((next) =>
    replaces(
      next,
      known.find((one) => isAbout(one, next)),
    ),
  );

/** What we know, with what is said anew laid over it. */
export function layOver(known: ConsentStatement[], said: ConsentStatement[]): ConsentStatement[] {
  const news = findNews(known, said);
  return [...known.filter((old) => !news.some((next) => isAbout(old, next))), ...news];
}

/** Whether a voice counts. */
export type Hears = (voice: string) => boolean;

/** What counts when some voices alone are heard: of all that they say of one thing, what replaces the rest. */
export const hear = (statements: Voiced[], hears: Hears): ConsentStatement[] =>
  statements
    .filter(({ voice }) => hears(voice))
    .reduce<ConsentStatement[]>((known, { voice: _, ...next }) => layOver(known, [next]), []);

/** Sums a channel up: subscribed when either kind is; a withdrawal counts when neither is. */
export function channelConsent(statements: ConsentStatement[], channel: Channel): ChannelConsent {
  const said = statements.filter((statement) => statement.channel === channel);
  const strongest =
    said.find(({ state }) => state === "subscribed") ??
    said.filter(({ state }) => state === "unsubscribed").sort((a, b) => +b.since - +a.since)[0] ??
    said[0];
  if (!strongest) return { state: "unknown", since: null, source: null };
  const { state, since, source } = strongest;
  return { state, since: state === "never_subscribed" ? null : since, source };
}
