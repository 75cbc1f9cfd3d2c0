import { resolve } from "node:path";
import { parseArgs } from "node:util";

/** The command was given something that it cannot work with; the message says what to do. */
export class UsageError extends Error {}

export interface Options {
  /** The server's origin. */
  backend: string;
  outDir: string;
  json: boolean;
}

const USAGE = "Usage: package [--backend URL] [--out DIR] [--json]";
const LOCAL_BACKEND = "http://127.0.0.1:3000";
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Reads the command line; `folder` is what a relative `--out` starts from. */
export function parseOptions(args: string[], folder: string): Options {
  const { backend, out, json } = parse(args);
  return {
    backend: checkBackend(backend ?? LOCAL_BACKEND),
    outDir: resolve(folder, out ?? "dist"),
    json: json ?? false,
  };
}

function parse(args: string[]) {
  const options = {
    backend: { type: "string" },
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

/** Whether an origin is on this machine: good for the sandbox, out of Zendesk's reach. */
export const isLoopback = (origin: string) => LOOPBACK.includes(new URL(origin).hostname);

function checkBackend(text: string): string {
  const example = "such as --backend https://sidethread.example.com";
  if (!URL.canParse(text))
    throw new UsageError(`"${text}" is no web address. Give the server's, ${example}.`);
  const url = new URL(text);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.origin))) {
    throw new UsageError(
      `Zendesk reaches servers over https only, and "${text}" is not. Give an address ${example}.`,
    );
  }
  if (url.pathname !== "/" || url.search || url.hash || url.username || url.password) {
    throw new UsageError(
      `"${text}" is more than the server's address. Leave out path and sign-in: ${url.origin}.`,
    );
  }
  return url.origin;
}
