import { type AppPackage, error, type Finding, warning } from "../finding.ts";
import { isObject, type JsonObject, readObject } from "../json.ts";
import { pngSize } from "../png.ts";

/** The marketplace shows these three and drops others. */
export const SCREENSHOTS = ["screenshot-0.png", "screenshot-1.png", "screenshot-2.png"];

const MANIFEST = "manifest.json";
const TRANSLATION = /^translations\/.*\.json$/;
const TEXTS = ["short_description", "long_description", "installation_instructions"];
const LONGEST_NAME = 40;
const LONGEST_SHORT_DESCRIPTION = 80;
const LARGEST_SCREENSHOT = 500_000;
const LOOPBACK = /^(localhost|127\.[\d.]+|\[::1\])$/;

/** What Zendesk's marketplace asks of an app that it lists, beside what Zendesk asks of every app. */
export function listingRules(manifest: JsonObject, files: AppPackage): Finding[] {
  if (manifest.private !== false) return [];
  const translations = [...files.keys()].filter((file) => TRANSLATION.test(file));
  return [
    ...publisherRules(manifest),
    ...domainRules(manifest.domainWhitelist),
    ...translations.flatMap((file) => textRules(file, files)),
    ...SCREENSHOTS.flatMap((name) => screenshotRules(`assets/${name}`, files)),
  ];
}

function publisherRules({ author, termsConditionsURL }: JsonObject): Finding[] {
  const findings = ["name", "email", "url"]
    .filter((field) => !isObject(author) || !author[field])
    .map((field) =>
      error(
        MANIFEST,
        `"author.${field}" is missing.`,
        "Add it: the marketplace shows who answers for the app.",
      ),
    );
  if (termsConditionsURL) return findings;
  const remedy = "Name the page with the app's terms, with https://.";
  return [...findings, warning(MANIFEST, '"termsConditionsURL" is missing.', remedy)];
}

const domainRules = (domains: unknown) =>
  (Array.isArray(domains) ? domains : [])
    .filter((domain) => LOOPBACK.test(String(domain)))
    .map((domain) =>
      error(
        MANIFEST,
        `"${domain}" in "domainWhitelist" is whatever machine the reader sits at.`,
        "Name the server's public host.",
      ),
    );

function textRules(file: string, files: AppPackage): Finding[] {
  const app = readObject(files, file).object?.app;
  if (!isObject(app)) return [];
  const text = (key: string) => {
    const value = isObject(app[key]) ? app[key].value : app[key];
    return typeof value === "string" ? value : "";
  };
  const findings: Finding[] = [];
  if (/zendesk/i.test(text("name"))) {
    findings.push(error(file, '"app.name" has "Zendesk" in it.', "Leave their trademark out of the name."));
  }
  if (text("name").length > LONGEST_NAME) {
    findings.push(error(file, `"app.name" is longer than ${LONGEST_NAME} characters.`, "Shorten it."));
  }
  if (text("short_description").length > LONGEST_SHORT_DESCRIPTION) {
    const problem = `"app.short_description" is longer than ${LONGEST_SHORT_DESCRIPTION} characters.`;
    findings.push(warning(file, problem, "Shorten it: the marketplace may cut it off."));
  }
  const described = text("short_description") || text("description");
  const missing = TEXTS.filter((key) => (key === "short_description" ? !described : !text(key)));
  if (missing.length > 0 && missing.length < TEXTS.length) {
    const remedy = "Translate all of the listing's texts, or none.";
    findings.push(warning(file, `Of the listing's texts, ${missing.join(", ")} is missing.`, remedy));
  }
  return findings;
}

function screenshotRules(file: string, files: AppPackage): Finding[] {
  const remedy = "Add a PNG of 1024×768 or 2048×1536.";
  const bytes = files.get(file);
  if (!bytes) return [warning(file, "This screenshot is missing: reviewers ask for it.", remedy)];
  const size = pngSize(bytes);
  if (!size) return [error(file, "The screenshot is not a PNG.", remedy)];
  const fits = [1, 2].some((scale) => size.width === 1024 * scale && size.height === 768 * scale);
  if (!fits) return [error(file, `The screenshot is ${size.width}×${size.height}.`, remedy)];
  if (bytes.length <= LARGEST_SCREENSHOT) return [];
  return [warning(file, "The screenshot is larger than 500 KB.", "Take it with less on it, or compress it.")];
}
