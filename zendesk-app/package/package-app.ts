import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { buildApp } from "../build.ts";
import { createManifest } from "../manifest.ts";
import { describeFinding, type Finding } from "./finding.ts";
import type { Listing } from "./listing-options.ts";
import { writePackageFolder } from "./out-folder.ts";
import { readScreenshots } from "./screenshots.ts";
import { validatePackage } from "./validate-package.ts";
import { unzipPackage, zipPackage } from "./zip.ts";

const APP = fileURLToPath(new URL("..", import.meta.url));
const PAGE = "assets/iframe.html";
const PLACEHOLDER = "__SIDETHREAD_BACKEND__";

export interface PackagedApp {
  version: string;
  zip: Uint8Array;
  /** The zip on disk, to be uploaded in the Admin Center. */
  zipFile: string;
  /** The same unpacked, for zcli. */
  folder: string;
  files: ReadonlyMap<string, Uint8Array>;
  /** JavaScript and CSS that a first visit loads, gzip. */
  firstLoadBytes: number;
  warnings: Finding[];
}

/** Zendesk would refuse the package. */
export class InvalidPackage extends Error {
  constructor(errors: Finding[]) {
    super(["Zendesk would refuse the package.", ...errors.map(describeFinding)].join("\n"));
  }
}

interface Order {
  backend: string;
  outDir: string;
  /** For Zendesk's marketplace; for whoever runs the server when absent. */
  listing?: Listing | null;
}

/** Builds the app for one backend, packs it as Zendesk wants it, validates what was packed and writes it. */
export async function packageApp({ backend, outDir, listing = null }: Order): Promise<PackagedApp> {
  const screenshots = listing?.screenshots ? await readScreenshots(listing.screenshots) : [];
  const manifest = (version: string) => createManifest(version, backend, listing?.publisher ?? null);
  const dist = join(APP, "dist");
  const { firstLoadBytes } = await buildApp({ outDir: dist });
  const version = await readVersion();
  const contents = new Map([
    ["manifest.json", encode(`${JSON.stringify(manifest(version), null, 2)}\n`)],
    ...(await readFolder(join(APP, "translations"), "translations")),
    ...(await readFolder(join(APP, "public"), "assets")),
    ...(await readFolder(join(dist, "assets"), "assets")),
    ...screenshots,
  ]);
  contents.set(PAGE, fillBackend(contents.get(PAGE), backend));
  const zip = zipPackage(contents);
  const files = unzipPackage(zip);
  const { errors, warnings } = validatePackage(files);
  if (errors.length > 0) throw new InvalidPackage(errors);

  const zipFile = join(outDir, `sidethread-${version}${listing ? "-marketplace" : ""}.zip`);
  const folder = join(outDir, listing ? "sidethread-marketplace" : "sidethread-app");
  await writePackageFolder(folder, files);
  await writeFile(zipFile, zip);
  return { version, zip, zipFile, folder, files, firstLoadBytes, warnings };
}

const encode = (text: string) => new TextEncoder().encode(text);

async function readVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(APP, "../package.json"), "utf8"));
  return String(version);
}

async function readFolder(folder: string, as: string): Promise<[string, Uint8Array][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async (file): Promise<[string, Uint8Array]> => {
      const path = relative(folder, file).replaceAll("\\", "/");
      return [`${as}/${path}`, new Uint8Array(await readFile(file))];
    }),
  );
}

function fillBackend(page: Uint8Array | undefined, backend: string): Uint8Array {
  const html = new TextDecoder().decode(page);
  if (!html.includes(PLACEHOLDER)) throw new Error(`${PAGE} has no ${PLACEHOLDER} to fill in.`);
  return encode(html.replaceAll(PLACEHOLDER, backend));
}
