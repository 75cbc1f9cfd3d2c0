import type { Channel, Conversation, Profile, State } from "./state.ts";

/** The conversation with a profile on a channel; there is none before the customer writes. */
export const conversationOf = ({ conversations }: State, profile: Profile, channel: Channel) =>
  [...conversations.values()].find((one) => one.profile === profile.id && one.channel === channel);

/** The customer has written to one of the account's numbers: that is where answers come from. */
export function openConversation(
  state: State,
  profile: Profile,
  channel: Channel,
  number: string,
): Conversation {
  const known = conversationOf(state, profile, channel);
  if (known) {
    known.number = number;
    return known;
  }
  const id = state.ids.ulid("conversation", `${profile.id} ${channel}`);
  const conversation = { id, channel, profile: profile.id, number };
  state.conversations.set(id, conversation);
  return conversation;
}
