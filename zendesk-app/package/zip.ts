import { unzipSync, type Zippable, zipSync } from "fflate";
import type { AppPackage } from "./finding.ts";

const EPOCH = new Date(1980, 0, 1);
const CENTRAL_ENTRY = 0x02014b50;
const FILE_TYPE = 0o170000;
const SYMBOLIC_LINK = 0o120000;

/** The archive cannot be a package, whatever is in it. */
export class InvalidZip extends Error {}

/** Packs files into a zip: the same files give the same bytes, whenever and wherever it is made. */
export function zipPackage(files: AppPackage): Uint8Array {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const entries = sorted.map(([path, bytes]): [string, Zippable[string]] => [
    path,
    [bytes, { mtime: EPOCH }],
  ]);
  return zipSync(Object.fromEntries(entries), { level: 9 });
}

/** Unpacks a zip, folders left out. */
export function unzipPackage(zip: Uint8Array): Map<string, Uint8Array> {
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(zip);
  } catch {
    throw new InvalidZip("It is not a zip file. Pack the app's folder as .zip.");
  }
  const files = Object.entries(entries).filter(([path]) => !path.endsWith("/"));
  const outside = files.find(([path]) => /^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)/i.test(path));
  if (outside) throw new InvalidZip(`${outside[0]} leads out of the package. Pack the app's folder itself.`);
  const link = symbolicLink(zip);
  if (link) throw new InvalidZip(`${link} is a symbolic link. Put the file itself into the package.`);
  return new Map(files);
}

/** The first entry whose Unix mode says that it is a symbolic link. */
function symbolicLink(zip: Uint8Array): string | null {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = view.byteLength;
  let at = centralDirectory(view);
  while (at >= 0 && at + 46 <= end && view.getUint32(at, true) === CENTRAL_ENTRY) {
    const name = view.getUint16(at + 28, true);
    const next = at + 46 + name + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const mode = view.getUint32(at + 38, true) >>> 16;
    if ((mode & FILE_TYPE) === SYMBOLIC_LINK) {
      return new TextDecoder().decode(zip.subarray(at + 46, at + 46 + name));
    }
    at = next;
  }
  return null;
}

/** Where the directory of a zip begins, by the record at its end; -1 when there is none. */
function centralDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return view.getUint32(at + 16, true);
  }
  return -1;
}
