import { type AppPackage, error, type Finding } from "../finding.ts";
import { isObject, type JsonObject, readObject } from "../json.ts";

/** A locale as Zendesk names its files: `en`, `pt-br`, `es-419`. */
export const LOCALE = /^[a-z]{2,3}(-\w{2,3})?$/;

const PATH = /^translations\/(.*)\.json$/;
const PRODUCTS = ["support", "chat", "sell"];
const PUBLIC_KEYS = ["name", "short_description", "long_description", "installation_instructions"];

/** What Zendesk asks of `translations/`: a file a language, and in the default one what the marketplace shows. */
export function translationRules(manifest: JsonObject, files: AppPackage): Finding[] {
  const findings: Finding[] = [];
  for (const file of files.keys()) {
    const locale = PATH.exec(file)?.[1];
    if (locale === undefined) continue;
    if (!LOCALE.test(locale)) {
      findings.push(
        error(file, `"${locale}" is no locale.`, "Name the file after one: en.json, pt-br.json."),
      );
    }
    const read = readObject(files, file);
    findings.push(...read.findings);
    if (!read.object) continue;
    findings.push(...labelRules(file, read.object), ...leafRules(file, read.object));
    if (locale === manifest.defaultLocale) findings.push(...defaultLocaleRules(file, read.object, manifest));
  }
  return findings;
}

const appOf = (translation: JsonObject): JsonObject => (isObject(translation.app) ? translation.app : {});

function labelRules(file: string, translation: JsonObject): Finding[] {
  const { parameters } = appOf(translation);
  if (!isObject(parameters)) return [];
  return Object.entries(parameters)
    .filter(([, parameter]) => !isObject(parameter) || !Object.hasOwn(parameter, "label"))
    .map(([name]) =>
      error(file, `"app.parameters.${name}" has no "label".`, "Add what the admin shall read."),
    );
}

/** With `app.package`, Zendesk's own translators' format, every other text is a `{title, value}`. */
function leafRules(file: string, translation: JsonObject): Finding[] {
  const { package: format, ...app } = appOf(translation);
  if (format === undefined) return [];
  const findings: Finding[] = [];
  const open: [string, unknown][] = Object.entries({ ...translation, app });
  for (let next = open.pop(); next; next = open.pop()) {
    const [path, node] = next;
    if (!isObject(node)) {
      const remedy = 'Write {"title": …, "value": …}, or leave out "app.package".';
      findings.push(error(file, `"${path}" is a bare text beside "app.package".`, remedy));
    } else if (!isLeaf(node)) {
      for (const [key, child] of Object.entries(node)) open.push([`${path}.${key}`, child]);
    }
  }
  return findings;
}

const isLeaf = (node: JsonObject) =>
  Object.keys(node).sort().join() === "title,value" &&
  typeof node.title === "string" &&
  typeof node.value === "string";

const isText = (text: unknown) => typeof text === "string" || (isObject(text) && isLeaf(text));

function defaultLocaleRules(file: string, translation: JsonObject, manifest: JsonObject): Finding[] {
  const app = appOf(translation);
  const needed = manifest.private === false ? PUBLIC_KEYS : ["name"];
  const missing = (path: string, texts: JsonObject) =>
    needed
      .filter((key) => !isText(texts[key]))
      .filter((key) => key !== "short_description" || !isText(texts.description))
      .map((key) => error(file, `"${path}.${key}" is missing.`, "Add it: Zendesk shows it to admins."));

  const products = PRODUCTS.filter((product) => app[product] !== undefined);
  const findings =
    products.length === 0
      ? missing("app", app)
      : products.flatMap((product) => missing(`app.${product}`, isObject(app[product]) ? app[product] : {}));

  const location = isObject(manifest.location) ? manifest.location : {};
  for (const product of products.filter((name) => !Object.hasOwn(location, name))) {
    const remedy = "Leave the texts out, or add the product to the manifest's location.";
    findings.push(error(file, `"app.${product}" is for a product that the app is not in.`, remedy));
  }
  return [...findings, ...unlabelled(file, app, manifest.parameters)];
}

function unlabelled(file: string, app: JsonObject, parameters: unknown): Finding[] {
  if (!Array.isArray(parameters)) return [];
  const labelled = isObject(app.parameters) ? app.parameters : {};
  return parameters
    .map((parameter) => (isObject(parameter) ? parameter.name : undefined))
    .filter((name) => typeof name === "string" && !Object.hasOwn(labelled, name))
    .map((name) =>
      error(
        file,
        `The parameter "${name}" has no label.`,
        `Add "app.parameters.${name}.label": what the admin shall read.`,
      ),
    );
}
