import type { Media, Message, TwilioContext } from "./state.ts";

const LARGEST_BYTES = 5 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
const TAKEN = /^(image|audio|video)\/|^application\/pdf$|^text\/(vcard|calendar)$/;

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
  const fetched = await Promise.all(urls.map(fetchOne));
  for (const { contentType, bytes } of fetched) addMedia(context, message, contentType, bytes);
}

async function fetchOne(url: string) {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch {
    throw new MediaFailure(11200);
  }
  if (!response.ok) throw new MediaFailure(11200);
  const contentType = (response.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
  if (!TAKEN.test(contentType)) throw new MediaFailure(12300);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length > LARGEST_BYTES) throw new MediaFailure(11751);
  return { contentType, bytes };
}

/** Keeps a picture with its message. */
export function addMedia(
  { state, newSid }: TwilioContext,
  message: Message,
  contentType: string,
  bytes: Uint8Array<ArrayBuffer>,
): Media {
  const media = { sid: newSid("ME"), messageSid: message.sid, contentType, bytes, dateCreated: new Date() };
  state.media.set(media.sid, media);
  return media;
}
