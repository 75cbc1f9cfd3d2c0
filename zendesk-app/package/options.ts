import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Listing, readListing } from "./listing-options.ts";
import { isLoopback, readOrigin, UsageError } from "./web-address.ts";

export interface Options {
  /** The server's origin. */
  backend: string;
  outDir: string;
  json: boolean;
  /** For Zendesk's marketplace; null for whoever runs the server. */
  listing: Listing | null;
}

const USAGE = `Usage: package [--backend URL] [--out DIR] [--json]
       package --marketplace --backend URL --support EMAIL --website URL --terms URL [--screenshots DIR] [--out DIR] [--json]`;
const LOCAL_BACKEND = "http://127.0.0.1:3000";

/** Reads the command line; `folder` is what relative paths start from. */
export function parseOptions(args: string[], folder: string): Options {
  const { backend, out, json, marketplace, ...rest } = parse(args);
  const listing = readListing(marketplace ?? false, { backend, ...rest }, folder);
  const origin = readOrigin(backend ?? LOCAL_BACKEND);
  if (listing && isLoopback(origin)) {
    throw new UsageError(
      `Everyone who installs the app reaches the server at its public address, and ${origin} is on this machine.`,
    );
  }
  return { backend: origin, outDir: resolve(folder, out ?? "dist"), json: json ?? false, listing };
}

function parse(args: string[]) {
  const options = {
    backend: { type: "string" },
    marketplace: { type: "boolean" },
    support: { type: "string" },
    website: { type: "string" },
    terms: { type: "string" },
    screenshots: { type: "string" },
    out: { type: "string" },
    json: { type: "boolean" },
  } as const;
  try {
    return parseArgs({ args: args[0] === "--" ? args.slice(1) : args, options }).values;
  } catch (cause) {
    const [why] = cause instanceof Error ? cause.message.split(". ") : [String(cause)];
    throw new UsageError(`${why}. ${USAGE}`);
  }
}
