import type { Reply } from "@sidethread/shared/sidebar";
import type { Conversation } from "../conversation-store.ts";

/** What may hang on a reply. */
export type PicturesTaken = Extract<Reply, { possible: true }>["pictures"];

const MB = 1024 * 1024;
const NONE: PicturesTaken = { most: 0, largest: 0, contentTypes: [] };

/** https://www.twilio.com/docs/messaging/guides/accepted-mime-types */
const TWILIO: Record<Conversation["channel"], PicturesTaken> = {
  sms: { most: 10, largest: 5 * MB, contentTypes: ["image/jpeg", "image/png", "image/gif"] },
  whatsapp: { most: 1, largest: 5 * MB, contentTypes: ["image/jpeg", "image/png"] },
};

/** What a conversation's carrier takes of an agent's pictures. Klaviyo's API takes none. */
export const picturesTaken = ({
  carrier,
  channel,
}: Pick<Conversation, "carrier" | "channel">): PicturesTaken =>
  carrier === "twilio" ? TWILIO[channel] : NONE;
