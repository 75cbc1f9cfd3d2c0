import { type AppPackage, error, type Finding, warning } from "../finding.ts";
import { isObject, type JsonObject } from "../json.ts";
import { locationRules } from "./locations.ts";
import { oauthRules, parameterRules } from "./parameters.ts";
import { LOCALE } from "./translations.ts";

const FILE = "manifest.json";
const BOOLEANS = ["requirementsOnly", "marketingOnly", "singleInstall", "signedUrls", "private"];
const STRINGS = [
  "defaultLocale",
  "version",
  "frameworkVersion",
  "remoteInstallationURL",
  "termsConditionsURL",
  "gaID",
];
const EXPERIMENTS = ["hashParams", "newCssCompiler"];

const isWebAddress = (value: unknown) =>
  typeof value === "string" && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

/** Whether an app has no code of its own: it only brings requirements, or only a marketplace page. */
const hasNoCode = (manifest: JsonObject) =>
  manifest.requirementsOnly === true || manifest.marketingOnly === true;

/** What Zendesk asks of `manifest.json`. */
export function manifestRules(manifest: JsonObject, files: AppPackage): Finding[] {
  return [
    ...typeRules(manifest),
    ...authorRules(manifest.author),
    ...localeRules(manifest.defaultLocale, files),
    ...domainRules(manifest.domainWhitelist),
    ...experimentRules(manifest.experiments),
    ...(manifest.marketingOnly === true ? marketingRules(manifest) : parameterRules(manifest.parameters)),
    ...oauthRules(manifest),
    ...(hasNoCode(manifest) ? noCodeRules(manifest) : codeRules(manifest, files)),
  ];
}

function typeRules(manifest: JsonObject): Finding[] {
  const wrong = (fields: string[], type: string) =>
    fields
      .filter((field) => manifest[field] !== undefined && typeof manifest[field] !== type)
      .map((field) => error(FILE, `"${field}" is not a ${type}.`, `Make it a ${type} or leave it out.`));
  const findings = [...wrong(BOOLEANS, "boolean"), ...wrong(STRINGS, "string")];
  const terms = manifest.termsConditionsURL;
  if (typeof terms === "string" && !isWebAddress(terms)) {
    findings.push(
      error(FILE, '"termsConditionsURL" is not a web address.', "Write it in full, with https://."),
    );
  }
  return findings;
}

function authorRules(author: unknown): Finding[] {
  if (author === undefined || author === null) {
    return [error(FILE, '"author" is missing.', 'Add {"name": …, "email": …, "url": …}.')];
  }
  if (!isObject(author)) {
    return [error(FILE, '"author" is not an object.', 'Write {"name": …, "email": …, "url": …}.')];
  }
  const findings = ["name", "email", "url"]
    .filter((field) => author[field] !== undefined && typeof author[field] !== "string")
    .map((field) => error(FILE, `"author.${field}" is not a string.`, "Put it in quotes."));
  if (author.url !== undefined && !isWebAddress(author.url)) {
    findings.push(error(FILE, '"author.url" is not a web address.', "Write it in full, with https://."));
  }
  return findings;
}

function localeRules(locale: unknown, files: AppPackage): Finding[] {
  if (locale === undefined || locale === null) {
    return [error(FILE, '"defaultLocale" is missing.', 'Add it, such as "en".')];
  }
  if (typeof locale !== "string") return [];
  if (!LOCALE.test(locale)) {
    return [error(FILE, `"${locale}" is no locale.`, 'Write the language as in "en", "de" or "pt-br".')];
  }
  if (files.has(`translations/${locale}.json`)) return [];
  const remedy = "Add the file or name a locale that is there.";
  return [error(FILE, `The default locale's translations/${locale}.json is missing.`, remedy)];
}

function domainRules(domains: unknown): Finding[] {
  if (domains === undefined || domains === null) return [];
  if (!Array.isArray(domains) || !domains.every((domain) => typeof domain === "string")) {
    const remedy = 'List host names, such as ["sidethread.example.com"].';
    return [error(FILE, '"domainWhitelist" is not an array of strings.', remedy)];
  }
  return domains
    .filter((domain) => /[/\s]/.test(domain))
    .map((domain) =>
      warning(FILE, `"${domain}" in "domainWhitelist" is not a host name.`, "Leave out scheme and path."),
    );
}

function experimentRules(experiments: unknown): Finding[] {
  if (experiments === undefined || experiments === null) return [];
  if (!isObject(experiments)) return [error(FILE, '"experiments" is not an object.', "Leave it out.")];
  return Object.entries(experiments)
    .filter(([name, on]) => on && !EXPERIMENTS.includes(name))
    .map(([name]) => error(FILE, `There is no experiment "${name}".`, "Leave it out."));
}

function marketingRules(manifest: JsonObject): Finding[] {
  const findings: Finding[] = [];
  if (Array.isArray(manifest.parameters) && manifest.parameters.length > 0) {
    findings.push(error(FILE, "A marketing-only app has parameters.", 'Leave out "parameters".'));
  }
  if (manifest.private !== false) {
    findings.push(error(FILE, "A marketing-only app is private.", 'Set "private" to false.'));
  }
  return findings;
}

function noCodeRules(manifest: JsonObject): Finding[] {
  return ["location", "frameworkVersion"]
    .filter((field) => manifest[field] !== undefined)
    .map((field) =>
      error(FILE, `An app without code of its own names "${field}".`, "Leave it out of the manifest."),
    );
}

function codeRules(manifest: JsonObject, files: AppPackage): Finding[] {
  const findings = locationRules(manifest.location, files);
  if (manifest.frameworkVersion !== "2.0") {
    findings.push(error(FILE, '"frameworkVersion" is not "2.0".', 'Set it to "2.0".'));
  }
  if (manifest.noTemplate !== undefined && manifest.noTemplate !== false) {
    const remedy = 'Leave it out; set "autoLoad" or "autoHide" on a location instead.';
    findings.push(error(FILE, '"noTemplate" is not allowed since version 2.', remedy));
  }
  return findings;
}
