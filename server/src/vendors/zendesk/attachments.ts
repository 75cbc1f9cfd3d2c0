import { type Access, askWith } from "../access.ts";
import { fetchMedia } from "../fetch-media.ts";

/** Zendesk answers for an attachment with a redirect to its storage. */
const STORAGE = /^(?:[a-z0-9-]+\.)*zdusercontent\.com$/;

export const attachments = (
  origin: string,
  access: Access,
  headersFor: (token: string) => Record<string, string>,
) => ({
  /** An attachment's file: from the account itself, whichever of its brands' hosts the address names. */
  fetchAttachment(address: string) {
    const { pathname, search } = new URL(address);
    return askWith(access, (token) =>
      fetchMedia(origin + pathname + search, {
        vendor: "zendesk",
        origin,
        storage: STORAGE,
        headers: headersFor(token),
      }),
    );
  },
});
