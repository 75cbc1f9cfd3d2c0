import type { Ticket } from "../api/types.ts";

const names: Record<string, string> = {
  api: "API",
  chat: "Messaging",
  email: "E-mail",
  sms: "Text message",
  web: "Web form",
  web_service: "API",
  web_form: "Web form",
  web_widget: "Web widget",
  mobile: "Mobile app",
  whatsapp: "WhatsApp",
};

/** How the ticket came in, in words; texts come over the API and are known by their tag. */
export function channelName({ via, tags }: Ticket): string {
  const tagged = ["sms", "whatsapp"].find((tag) => tags.includes(tag));
  const channel = tagged ?? via?.channel ?? "web";
  return `Via ${names[channel] ?? channel}`;
}
