import { resolve } from "node:path";
import type { Publisher } from "../manifest.ts";
import { readPage, UsageError } from "./web-address.ts";

/** What the marketplace's package has beside the app. */
export interface Listing {
  publisher: Publisher;
  /** Where its screenshots are; null: the package comes without. */
  screenshots: string | null;
}

interface Given {
  backend?: string | undefined;
  support?: string | undefined;
  website?: string | undefined;
  terms?: string | undefined;
  screenshots?: string | undefined;
}

const NEEDED = ["backend", "support", "website", "terms"] as const;
const ONLY_THERE = ["support", "website", "terms", "screenshots"] as const;
const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/;

/** The part of the command line that is for Zendesk's marketplace; null when the package is not. */
export function readListing(marketplace: boolean, given: Given, folder: string): Listing | null {
  if (!marketplace) {
    const idle = ONLY_THERE.filter((option) => given[option] !== undefined);
    if (idle.length === 0) return null;
    throw new UsageError(`${flags(idle)}: only with --marketplace. Add it, or leave this out.`);
  }
  const { backend, support, website, terms, screenshots } = given;
  if (!backend || !support || !website || !terms) {
    const missing = NEEDED.filter((option) => !given[option]);
    throw new UsageError(`The marketplace also wants ${flags(missing)}. See docs/marketplace.md.`);
  }
  if (!EMAIL.test(support)) {
    throw new UsageError(
      `--support "${support}" is no e-mail address. Give the one where users of the app ask for help.`,
    );
  }
  return {
    publisher: {
      email: support,
      website: readPage("--website", website),
      terms: readPage("--terms", terms),
    },
    screenshots: screenshots === undefined ? null : resolve(folder, screenshots),
  };
}

const flags = (options: readonly string[]) => options.map((option) => `--${option}`).join(", ");
