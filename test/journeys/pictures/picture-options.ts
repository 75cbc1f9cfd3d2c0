import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { chats } from "./chats.ts";

/** The command was given something that it cannot work with; the message says what to do. */
export class UsageError extends Error {}

export type PictureOptions =
  | { kind: "docs"; folder: string }
  | { kind: "listing"; languages: string[]; folder: string };

const LANGUAGES = Object.keys(chats);
const USAGE = `Usage: pictures [--language ${LANGUAGES.join("|")}|all] [--out DIR]

  without --language: the pictures of README and docs, into docs/images
  --language          the marketplace's screenshots, into dist/screenshots/LANGUAGE`;

/** Reads the command line; `folder` is what a relative `--out` starts from. */
export function readPictureOptions(args: string[], folder: string): PictureOptions {
  const { language, out } = parse(args);
  if (language === undefined) return { kind: "docs", folder: resolve(folder, out ?? "docs/images") };
  const languages = language === "all" ? LANGUAGES : [language];
  if (!languages.every((one) => LANGUAGES.includes(one))) {
    throw new UsageError(`There are no words in "${language}". ${USAGE}`);
  }
  return { kind: "listing", languages, folder: resolve(folder, out ?? "dist/screenshots") };
}

function parse(args: string[]) {
  const options = { language: { type: "string" }, out: { type: "string" } } as const;
  try {
    return parseArgs({ args: args[0] === "--" ? args.slice(1) : args, options }).values;
  } catch (cause) {
    const [why] = cause instanceof Error ? cause.message.split(". ") : [String(cause)];
    throw new UsageError(`${why}. ${USAGE}`);
  }
}
