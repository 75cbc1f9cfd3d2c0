import { channelOf } from "./address.ts";
import { MEDIA_RULES } from "./media-rules.ts";
import { type Media, type Message, now, type TwilioContext } from "./state.ts";

const TIMEOUT_MS = 10_000;

/** Why a picture could not be fetched: the message then fails with this code. */
export class MediaFailure extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`Media could not be fetched: ${code}`);
    this.code = code;
  }
}

/** Fetches what a message's `MediaUrl`s point at, as Twilio does when it sends: all of them, or `MediaFailure`. */
export async function fetchMedia(context: TwilioContext, message: Message, urls: string[]): Promise<void> {
  const { taken, largestOf, failures } = MEDIA_RULES[channelOf(message.to)];
  const fetched = await Promise.all(urls.map((url) => fetchOne(url, failures.notFetched)));
  if (fetched.some(({ contentType }) => !taken.test(contentType))) throw new MediaFailure(failures.type);
  const size = fetched.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (fetched.some(({ contentType }) => size > largestOf(contentType))) throw new MediaFailure(failures.size);
  for (const { contentType, bytes } of fetched) addMedia(context, message, contentType, bytes);
}

async function fetchOne(url: string, notFetched: number) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new MediaFailure(notFetched);
    const contentType = (response.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
    return { contentType, bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch {
    throw new MediaFailure(notFetched);
  }
}

/** Keeps a picture with its message. */
export function addMedia(
  { state, newSid }: TwilioContext,
  message: Message,
  contentType: string,
  bytes: Uint8Array<ArrayBuffer>,
): Media {
  const media = { sid: newSid("ME"), messageSid: message.sid, contentType, bytes, dateCreated: now(state) };
  state.media.set(media.sid, media);
  return media;
}
