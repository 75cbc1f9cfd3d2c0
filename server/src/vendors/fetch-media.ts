import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import type { Vendor } from "@sidethread/shared/sidebar";
import { isPublicAddress, lookupPublic, PrivateAddress } from "./public-address.ts";
import { VendorError } from "./vendor-error.ts";

const TIMEOUT_MS = 20_000;
/** Some hosts answer nobody without a name. */
const USER_AGENT = "Sidethread/0.1";
/** What WhatsApp lets a message have; a carrier's MMS has 5 MB at the most. */
export const LARGEST_MEDIA_BYTES = 16 * 1024 * 1024;

export interface MediaSource {
  vendor: Vendor;
  /** The vendor's own address: the headers are for it alone, and not for what it redirects to. */
  origin: string;
  headers: Record<string, string>;
  /** The hosts that its files lie on elsewhere: by https, and at public addresses. */
  storage: RegExp;
}

/** Fetches a file of a vendor, over one redirect at the most: from its own hosts, in 20 seconds, 16 MB at the most. */
export async function fetchMedia(address: string, source: MediaSource): Promise<Uint8Array<ArrayBuffer>> {
  const { vendor } = source;
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
  try {
    let response = await get(address, source, source.headers, timeout.signal);
    const { location } = response.headers;
    if (isRedirect(response) && location !== undefined) {
      response.destroy();
      const next = URL.canParse(location, address) ? new URL(location, address).href : location;
      response = await get(next, source, {}, timeout.signal);
    }
    const { statusCode = 0 } = response;
    if (statusCode !== 200) {
      response.destroy();
      throw failure(vendor, `answered ${statusCode} for a file`, isRedirect(response) ? 400 : statusCode);
    }
    return await readLimited(response, vendor);
  } catch (error) {
    if (error instanceof VendorError) throw error;
    const refused = error instanceof PrivateAddress;
    throw failure(
      vendor,
      refused ? "has a file at a private address" : "did not give a file",
      refused ? 400 : null,
      error,
    );
  } finally {
    clearTimeout(timer);
  }
}

const isRedirect = ({ statusCode = 0 }: IncomingMessage) => statusCode >= 300 && statusCode < 400;

async function get(
  address: string,
  { vendor, origin, storage }: MediaSource,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const url = URL.canParse(address) ? new URL(address) : null;
  const own = url?.origin === origin;
  if (!url || !(own || (url.protocol === "https:" && storage.test(url.hostname))))
    throw failure(vendor, "has a file at an address that is not one of its own", 400);
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (!own && isIP(literal) && !isPublicAddress(literal)) throw new PrivateAddress(`${literal} is private.`);

  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const options = { signal, headers: { "user-agent": USER_AGENT, ...(own ? headers : {}) } };
  return new Promise((resolve, reject) => {
    request(url, own ? options : { ...options, lookup: lookupPublic })
      .on("response", resolve)
      .on("error", reject)
      .end();
  });
}

/** Reads a body; one that is too large is not read further than to learn it. */
async function readLimited(response: IncomingMessage, vendor: Vendor): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => failure(vendor, "has a file that is too large", 413);
  if (Number(response.headers["content-length"]) > LARGEST_MEDIA_BYTES) {
    response.destroy();
    throw tooLarge();
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > LARGEST_MEDIA_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

const failure = (vendor: Vendor, what: string, status: number | null, cause?: unknown) =>
  new VendorError(
    `${vendor} ${what}.`,
    { vendor, status, code: null, retryAfterMs: null, mayHaveHappened: false },
    { cause },
  );
