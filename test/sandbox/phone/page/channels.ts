import type { Channel, Person } from "../contract.ts";
import { byId } from "./dom.ts";

const buttons: Record<Channel, HTMLElement> = {
  sms: byId("channel-sms"),
  whatsapp: byId("channel-whatsapp"),
};
const channels: Channel[] = ["sms", "whatsapp"];

/** Shows which conversation is open, and what is unread in the other. */
export function showChannels({ unread }: Person, current: Channel): void {
  document.body.dataset.channel = current;
  for (const channel of channels) {
    buttons[channel].setAttribute("aria-pressed", String(channel === current));
    const badge = byId(`unread-${channel}`);
    const count = channel === current ? 0 : unread[channel];
    badge.firstChild!.textContent = String(count);
    badge.hidden = count === 0;
  }
}

/** Calls back with the channel that is chosen. */
export function onChannel(chosen: (channel: Channel) => void): void {
  for (const channel of channels) buttons[channel].addEventListener("click", () => chosen(channel));
}
