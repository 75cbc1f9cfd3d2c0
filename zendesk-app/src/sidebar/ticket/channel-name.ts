import type { Ticket } from "@sidethread/shared/sidebar";
import type { IntlShape } from "react-intl";

const CHANNELS = ["sms", "email", "whatsapp", "web", "chat", "voice", "api"] as const;

/** Texts come to Zendesk over its API; their tag says which channel it was. */
const TAGGED = ["sms", "whatsapp"];

/** A ticket's channel in words; one that we have no word for under its own name. Null when it is not known. */
export function channelName(intl: IntlShape, ticket: Pick<Ticket, "channel" | "tags">): string | null {
  const channel = TAGGED.find((tag) => ticket.tags.includes(tag)) ?? ticket.channel;
  const known = CHANNELS.find((candidate) => candidate === channel);
  return known ? intl.formatMessage({ id: `channel.${known}` }) : channel;
}
