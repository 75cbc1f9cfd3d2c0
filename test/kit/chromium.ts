import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { unpackChromium } from "./unpack-chromium.ts";

const INSTALLED = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Pages reach this machine and nothing else, so that a test which forgets to stand in for a host fails. */
const ARGUMENTS = [
  "--no-sandbox",
  "--no-pings",
  "--disable-domain-reliability",
  "--font-render-hinting=none",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1",
];

interface Executable {
  executablePath: string;
  /** Added to the environment. */
  env?: Record<string, string>;
}

/** A Chromium for tests: `CHROME_PATH`, an installed one, the one from npm, or Playwright's; null if there is none. */
export async function findChromium(): Promise<Executable | null> {
  const chosen = process.env.CHROME_PATH;
  if (chosen) return { executablePath: chosen };
  const installed = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => INSTALLED.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
  if (installed) return { executablePath: installed };
  if (process.platform === "linux" && process.arch === "x64") return unpackChromium();
  const own = chromium.executablePath();
  return existsSync(own) ? { executablePath: own } : null;
}

/** Starts a headless Chromium; the caller closes it. */
export async function launchChromium(): Promise<Browser> {
  const found = await findChromium();
  if (!found) throw new Error("No Chromium: set CHROME_PATH to one");
  const { executablePath, env = {} } = found;
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return chromium.launch({
    executablePath,
    args: ARGUMENTS,
    env: { ...Object.fromEntries(inherited), ...env },
  });
}
