import type { Vendor } from "@sidethread/shared/sidebar";
import { VendorError } from "./vendor-error.ts";

const TIMEOUT_MS = 20_000;
const LARGEST_BYTES = 10 * 1024 * 1024;

/** Fetches a file from a vendor's own origin: no redirects, 10 MB at the most. */
export async function fetchMedia(
  vendor: Vendor,
  address: string,
  origin: string,
  headers: Record<string, string>,
): Promise<Uint8Array<ArrayBuffer>> {
  const fail = (message: string, status: number | null, cause?: unknown) =>
    new VendorError(
      message,
      { vendor, status, code: null, retryAfterMs: null, mayHaveHappened: false },
      { cause },
    );
  if (!URL.canParse(address) || new URL(address).origin !== origin) {
    throw fail(`A file at ${address} is not ${vendor}'s.`, 400);
  }
  let response: Response;
  try {
    response = await fetch(address, { headers, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    throw fail(`${vendor} did not answer for a file.`, null, cause);
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
