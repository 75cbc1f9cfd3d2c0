import type { TextChannel } from "@sidethread/shared/sidebar";
import type { Message } from "../message-store.ts";

const by = (what: string, title: string | null) =>
  title === null ? `A ${what}` : `${capital(what)} “${title}”`;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** What an agent reads on the ticket of a text that somebody else than its agents sent the customer. */
export function mirrorNote(
  {
    origin,
    title,
    text,
  }: Pick<Message, "title" | "text"> & {
    origin: "campaign" | "flow" | "automatic" | "inbox";
  },
  channel: TextChannel,
): string {
  const sent = channel === "whatsapp" ? "was sent to the customer by WhatsApp" : "was texted to the customer";
  const what = {
    campaign: by("campaign", title),
    flow: by("flow", title),
    automatic: "An automatic answer",
    inbox: "A reply from Klaviyo's inbox",
  }[origin];
  return `${what} ${sent}:\n\n“${text}”`;
}
