import { fetchMedia } from "../fetch-media.ts";

/** Zendesk answers for an attachment with a redirect to its storage. */
const STORAGE = /^(?:[a-z0-9-]+\.)*zdusercontent\.com$/;

export const attachments = (origin: string, headers: { authorization: string }) => ({
  /** An attachment's file: from the account itself, whichever of its brands' hosts the address names. */
  fetchAttachment(address: string) {
    const { pathname, search } = new URL(address);
    return fetchMedia(origin + pathname + search, { vendor: "zendesk", origin, storage: STORAGE, headers });
  },
});
