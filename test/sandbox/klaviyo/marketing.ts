import type { Campaign, State } from "./state.ts";

/** The campaign of this name; a new one is sent now. */
export function campaignNamed(state: State, name: string, text: string): Campaign {
  const known = [...state.campaigns.values()].find((one) => one.name === name);
  if (known) return known;
  const id = state.ids.ulid("campaign", name);
  const messageId = state.ids.ulid("campaign message", name);
  const campaign = { id, messageId, name, text, sentAt: state.now() };
  state.campaigns.set(id, campaign);
  return campaign;
}

export const campaignLabels = ({ name, messageId }: Campaign) => ({
  $message: messageId,
  "Campaign Name": name,
  "Message Name": name,
  "Message Type": "campaign",
});

/** What events say of a text of this flow; a new flow is live from now on. */
export function flowLabels(state: State, name: string): Record<string, string> {
  const known = [...state.flows.values()].find((one) => one.name === name);
  const id = known?.id ?? state.ids.short("flow", name);
  if (!known) state.flows.set(id, { id, name, created: state.now() });
  return {
    $flow: id,
    $message: state.ids.ulid("flow message", name),
    "Message Name": `${name}, text 1`,
    "Message Type": "flow",
  };
}
