import type { IntlShape } from "react-intl";

const CHANNELS = ["sms", "email", "whatsapp", "web", "chat", "voice", "api"] as const;

/** A ticket's channel in words; one that we have no word for under its own name. */
export function channelName(intl: IntlShape, channel: string): string {
  const known = CHANNELS.find((candidate) => candidate === channel);
  return known ? intl.formatMessage({ id: `channel.${known}` }) : channel;
}
