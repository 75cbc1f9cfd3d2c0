import { Impossible } from "./impossible.ts";
import { klaviyo } from "./integrations.ts";
import { klaviyoMetrics } from "./metrics.ts";
import { findProfile } from "./profiles.ts";
import type { Recorder } from "./recorder.ts";
import type { Message, State } from "./state.ts";

const LINK = /https?:\/\/\S*[^\s.,;:!?)\]"']/g;

/** A message's text with short links for its long ones. */
export const withShortLinks = (state: State, message: Message): string =>
  message.body.replaceAll(LINK, (url) => {
    const short = `https://klv3.io/${state.ids.short("link")}`;
    state.shortLinks.set(short, { url, message });
    return short;
  });

/** A customer follows a short link. */
export function clickLink(state: State, { record }: Recorder, short: string): void {
  const link = state.shortLinks.get(short);
  if (!link) throw new Impossible(`${short} is not a short link of this account.`);
  const { url, message } = link;
  const profile = findProfile(state, { phone_number: message.to });
  if (!profile) throw new Impossible(`Nobody has the number ${message.to} any more.`);
  const properties = { URL: url, "From Number": message.from, "To Number": message.to, ...message.labels };
  const uniqueId = state.ids.uuid("click");
  const at = state.now();
  record([{ metric: klaviyoMetrics.clickedSms, integration: klaviyo, profile, at, properties, uniqueId }]);
}
