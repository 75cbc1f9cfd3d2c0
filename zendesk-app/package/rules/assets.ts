import { type AppPackage, error, type Finding, warning } from "../finding.ts";
import { pngSize } from "../png.ts";

const BLOCKED_ENDINGS =
  /\.(rar|zip|gz|gzip|pdf|docx?|pptx?|xlsx?|odt|avi|mpe?g|mp3|bin|bz2?|csh|sh|jar|7z)$/i;

/** What blocked kinds of files begin with, as bytes written one a character. */
const BLOCKED_STARTS = [
  ["zip", "PK\x03\x04"],
  ["rar", "Rar!"],
  ["gzip", "\x1f\x8b"],
  ["bzip2", "BZh"],
  ["7z", "7z\xbc\xaf"],
  ["PDF", "%PDF"],
  ["Office", "\xd0\xcf\x11\xe0"],
  ["MP3", "ID3"],
  ["MPEG", "\x00\x00\x01\xba"],
  ["shell script", "#!/"],
] as const;

const LOGOS = [
  { file: "assets/logo.png", side: 320 },
  { file: "assets/logo-small.png", side: 128 },
];

/** Which files may be in a package, and the sizes of its pictures. */
export function assetRules(files: AppPackage): Finding[] {
  return [...[...files].flatMap(kindRules), ...bannerRules(files), ...logoRules(files), ...localRules(files)];
}

function kindRules([file, bytes]: [string, Uint8Array]): Finding[] {
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  const kind =
    BLOCKED_ENDINGS.exec(file)?.[1] ?? BLOCKED_STARTS.find(([, magic]) => start.startsWith(magic))?.[0];
  if (kind === undefined) return [];
  return [error(file, `Zendesk takes no files of this kind (${kind}).`, "Leave it out of the package.")];
}

function bannerRules(files: AppPackage): Finding[] {
  const file = "assets/banner.png";
  const bytes = files.get(file);
  if (!bytes) return [];
  const size = pngSize(bytes);
  if (!size) return [error(file, "The banner is not a PNG.", "Save it as PNG, 830×200 or 1660×400.")];
  const fits = [1, 2].some((scale) => size.width === 830 * scale && size.height === 200 * scale);
  if (fits) return [];
  return [error(file, `The banner is ${size.width}×${size.height}.`, "Make it 830×200 or 1660×400.")];
}

function logoRules(files: AppPackage): Finding[] {
  return LOGOS.flatMap(({ file, side }) => {
    const bytes = files.get(file);
    const remedy = `Add it as a PNG of ${side}×${side}.`;
    if (!bytes) return [warning(file, "This logo is missing.", remedy)];
    const size = pngSize(bytes);
    if (size?.width === side && size.height === side) return [];
    return [warning(file, size ? `It is ${size.width}×${size.height}.` : "It is not a PNG.", remedy)];
  });
}

function localRules(files: AppPackage): Finding[] {
  const file = "zcli.apps.config.json";
  if (!files.has(file)) return [];
  const remedy = "Name it in .zcliignore: everyone who installs the app can read it.";
  return [warning(file, "zcli's settings, secrets among them, are in the package.", remedy)];
}
