import { describeFinding } from "@sidethread/zendesk-app/package/finding";
import { validatePackage } from "@sidethread/zendesk-app/package/validate-package";
import { InvalidZip, unzipPackage } from "@sidethread/zendesk-app/package/zip";
import { z } from "zod";

const place = z.preprocess(
  (value) => (typeof value === "string" ? { url: value } : value),
  z.object({ url: z.string().default(""), flexible: z.boolean().default(false) }),
);

const parameter = z.object({
  name: z.string(),
  type: z.string().default("text"),
  required: z.boolean().default(false),
  secure: z.boolean().default(false),
  scopes: z.array(z.string()).default([]),
  default: z.unknown().optional(),
});

const manifest = z.object({
  author: z.object({ name: z.string().optional(), email: z.string().optional(), url: z.string().optional() }),
  version: z.string().default(""),
  frameworkVersion: z.string().default("2.0"),
  defaultLocale: z.string(),
  singleInstall: z.boolean().default(false),
  location: z.record(z.string(), z.record(z.string(), place)).default({}),
  domainWhitelist: z.array(z.string()).default([]),
  parameters: z.array(parameter).default([]),
});

export type Manifest = z.infer<typeof manifest>;

/** An app's package, unpacked and found good. */
export interface AppPackage {
  /** As the default translation says; the manifest's name is for developers. */
  name: string;
  manifest: Manifest;
  files: Map<string, Uint8Array>;
}

/** To Zendesk a field that is null is a field that is not there. */
const withoutNulls = (_key: string, value: unknown) => value ?? undefined;

/** What Zendesk has against an uploaded zip, as one text; null when nothing. */
export function complaints(zip: Uint8Array): string | null {
  try {
    const { errors } = validatePackage(unzipPackage(zip));
    return errors.length > 0 ? errors.map(describeFinding).join("\n") : null;
  } catch (failure) {
    if (failure instanceof InvalidZip) return failure.message;
    throw failure;
  }
}

/** Opens a zip that nothing was found against. */
export function openPackage(zip: Uint8Array): AppPackage {
  const files = unzipPackage(zip);
  const json = (path: string) => JSON.parse(new TextDecoder().decode(files.get(path)), withoutNulls);
  const parsed = manifest.parse(json("manifest.json"));
  const { app } = json(`translations/${parsed.defaultLocale}.json`);
  return { name: plainText(app.name ?? app.support?.name), manifest: parsed, files };
}

/** A text of a translation, in either of its two forms. */
const plainText = (text: string | { value: string }) => (typeof text === "string" ? text : text.value);
