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

/** A channel's consent, over both kinds. */
export interface ChannelConsent {
  state: ConsentState | "unknown";
  since: Date | null;
  source: string | null;
}

/**
 * Whether one statement replaces another: the newer does, and at the same moment a withdrawal does. Somebody who
 * never subscribed said nothing, so that replaces nothing that a person said.
 */
export function replaces(next: ConsentStatement, current: ConsentStatement | undefined): boolean {
  if (!current) return true;
  if (next.state === "never_subscribed") return current.state === "never_subscribed";
  if (current.state === "never_subscribed") return true;
  if (next.since.getTime() === current.since.getTime()) return next.state === "unsubscribed";
  return next.since > current.since;
}

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
