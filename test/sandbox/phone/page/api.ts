import type { Channel, Phones, PhoneText } from "../contract.ts";

const pathOf = (key: string, what: string) => `api/phones/${encodeURIComponent(key)}/${what}`;

const conversationPath = (key: string, channel: Channel, what: string) =>
  `${pathOf(key, what)}?channel=${channel}`;

async function get<Answer>(path: string): Promise<Answer> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

export const fetchPhones = () => get<Phones>("api/phones");

export const fetchTexts = (key: string, channel: Channel) =>
  get<PhoneText[]>(conversationPath(key, channel, "texts"));

/** Texts as this customer; resolves to what is wrong, or to null. */
export async function sendText(
  key: string,
  channel: Channel,
  body: string,
  pictures: File[],
): Promise<string | null> {
  const form = new FormData();
  form.set("body", body);
  for (const picture of pictures) form.append("picture", picture);
  try {
    const answer = await fetch(conversationPath(key, channel, "texts"), { method: "POST", body: form });
    if (answer.ok) return null;
    const { error } = await answer.json();
    return String(error);
  } catch {
    return "The sandbox does not answer. Is it still running?";
  }
}

export const setOffline = (key: string, offline: boolean) =>
  fetch(pathOf(key, "offline"), { method: "PUT", body: JSON.stringify(offline) });

export const markRead = (key: string, channel: Channel) =>
  fetch(conversationPath(key, channel, "read"), { method: "PUT" });

/** Calls back when anything on any phone has changed, and after a reconnection. */
export function onChange(changed: () => void): void {
  const source = new EventSource("api/changes");
  source.addEventListener("change", changed);
  source.addEventListener("open", changed);
}
