import type { Vendor } from "@sidethread/shared/sidebar";
import { VendorError } from "./vendor-error.ts";

const TIMEOUT_MS = 20_000;
const LARGEST_BYTES = 10 * 1024 * 1024;

export interface MediaSource {
  vendor: Vendor;
  /** Where the file has to be. */
  origin: string;
  /** The vendor's own hosts that the file may really lie on: one redirect there is followed, without credentials. */
  storage: RegExp;
  headers: Record<string, string>;
}

/** Fetches a file from a vendor: from no other host, 10 MB at the most. */
export async function fetchMedia(address: string, source: MediaSource): Promise<Uint8Array<ArrayBuffer>> {
  const { vendor, origin, storage, headers } = source;
  const fail = (message: string, status: number | null, cause?: unknown) =>
    new VendorError(
      message,
      { vendor, status, code: null, retryAfterMs: null, mayHaveHappened: false },
      { cause },
    );
  const get = (url: URL, withHeaders: Record<string, string>) =>
    fetch(url, { headers: withHeaders, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
      (cause) => {
        throw fail(`${vendor} did not answer for a file.`, null, cause);
      },
    );

  if (!URL.canParse(address) || new URL(address).origin !== origin)
    throw fail(`A file is not on ${origin}.`, 400);
  let response = await get(new URL(address), headers);
  const elsewhere = response.headers.get("location");
  if (response.status >= 300 && response.status < 400 && elsewhere !== null) {
    const stored = new URL(elsewhere, address);
    const trusted =
      stored.origin === origin || (stored.protocol === "https:" && storage.test(stored.hostname));
    if (!trusted)
      throw fail(`${vendor} sent us to ${stored.hostname} for a file, which we do not know.`, 400);
    response = await get(stored, {});
  }
  if (!response.ok || !response.body)
    throw fail(`${vendor} answered ${response.status} for a file.`, response.status);

  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > LARGEST_BYTES) throw fail(`A file of ${vendor} is larger than 10 MB.`, 413);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
