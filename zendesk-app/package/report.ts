import { relative } from "node:path";
import { describeFinding } from "./finding.ts";
import type { Options } from "./options.ts";
import type { PackagedApp } from "./package-app.ts";
import { isLoopback } from "./web-address.ts";

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;

/** The finished package in words, for the person who asked for it. */
export function describePackage(app: PackagedApp, { backend, listing }: Options): string {
  const name = (file: string) => relative(process.cwd(), file) || ".";
  const sizes = [...app.files].map(([path, { length }]) => ({ path, size: kilobytes(length) }));
  const width = Math.max(...sizes.map(({ size }) => size.length));
  const notes = app.warnings.map(describeFinding);
  if (isLoopback(backend)) {
    notes.push(
      `It talks to ${backend}, on this machine: for the sandbox. For Zendesk give --backend https://…`,
    );
  }
  return [
    `Sidethread ${app.version} for ${backend}${listing ? ", for Zendesk's marketplace" : ""}`,
    "",
    ...sizes.map(({ path, size }) => `  ${size.padStart(width)}  ${path}`),
    "",
    `Valid by Zendesk's rules. First load ${kilobytes(app.firstLoadBytes)} gzip.`,
    ...notes.map((note) => `Note: ${note}`),
    "",
    `Package  ${name(app.zipFile)} (${kilobytes(app.zip.length)})`,
    `Folder   ${name(app.folder)}, for zcli ${listing ? "apps:validate" : "apps:create and apps:update"}`,
  ].join("\n");
}

/** The finished package as one JSON object. */
export const packageSummary = (app: PackagedApp, { backend, listing }: Options) => ({
  ok: true,
  version: app.version,
  marketplace: listing !== null,
  backend,
  zip: app.zipFile,
  folder: app.folder,
  bytes: app.zip.length,
  firstLoadBytes: app.firstLoadBytes,
  files: Object.fromEntries([...app.files].map(([path, { length }]) => [path, length])),
  warnings: app.warnings,
});
