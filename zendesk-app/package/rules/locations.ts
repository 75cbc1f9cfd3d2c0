import { type AppPackage, error, type Finding } from "../finding.ts";
import { isObject } from "../json.ts";

const FILE = "manifest.json";
const SWITCHES = ["flexible", "autoLoad", "autoHide", "signed"];

const LOCATIONS = new Map([
  [
    "support",
    [
      "top_bar",
      "nav_bar",
      "ticket_sidebar",
      "new_ticket_sidebar",
      "user_sidebar",
      "organization_sidebar",
      "background",
      "modal",
      "ticket_editor",
      "system_top_bar",
      "custom_object_record_sidebar",
    ],
  ],
  ["chat", ["chat_sidebar", "background"]],
  [
    "sell",
    [
      "deal_card",
      "person_card",
      "company_card",
      "lead_card",
      "background",
      "modal",
      "dashboard",
      "note_editor",
      "call_log_editor",
      "email_editor",
      "top_bar",
    ],
  ],
]);

/** Where an app may show, and from which address. */
export function locationRules(location: unknown, files: AppPackage): Finding[] {
  const example = '{"support": {"ticket_sidebar": {"url": "assets/iframe.html"}}}';
  if (location === undefined || location === null) {
    return [error(FILE, '"location" is missing.', `Add it, such as ${example}.`)];
  }
  if (!isObject(location)) return [error(FILE, '"location" is not an object.', `Write it as ${example}.`)];
  if (Object.keys(location).length === 0) {
    return [error(FILE, '"location" names no product.', `Write it as ${example}.`)];
  }
  return Object.entries(location).flatMap(([product, places]) => productRules(product, places, files));
}

function productRules(product: string, places: unknown, files: AppPackage): Finding[] {
  const known = LOCATIONS.get(product);
  if (!known) {
    const products = [...LOCATIONS.keys()].join(", ");
    return [error(FILE, `"${product}" is no product that has apps.`, `Use one of: ${products}.`)];
  }
  if (!isObject(places) || Object.keys(places).length === 0) {
    const remedy = `Name at least one of: ${known.join(", ")}, each with its url.`;
    return [error(FILE, `"location.${product}" names no location with a url.`, remedy)];
  }
  return Object.entries(places).flatMap(([place, options]) => {
    const name = `location.${product}.${place}`;
    if (!known.includes(place)) {
      return [error(FILE, `"${place}" is no location of ${product}.`, `Use one of: ${known.join(", ")}.`)];
    }
    return placeRules(name, place, typeof options === "string" ? { url: options } : options, files);
  });
}

function placeRules(name: string, place: string, options: unknown, files: AppPackage): Finding[] {
  if (!isObject(options)) {
    return [error(FILE, `"${name}" is neither a url nor an object.`, 'Write {"url": "assets/iframe.html"}.')];
  }
  const findings = SWITCHES.filter(
    (key) => options[key] !== undefined && typeof options[key] !== "boolean",
  ).map((key) => error(FILE, `"${name}.${key}" is not a boolean.`, "Write true or false."));
  if (options.size !== undefined && !isObject(options.size)) {
    const remedy = 'Write {"width": …, "height": …}.';
    findings.push(error(FILE, `"${name}.size" is not an object.`, remedy));
  }
  const types = options.objectTypes;
  if (place === "custom_object_record_sidebar" && !(Array.isArray(types) && types.length > 0)) {
    const remedy = "List the keys of the custom objects that it shows beside.";
    findings.push(error(FILE, `"${name}.objectTypes" is missing.`, remedy));
  }
  const { url } = options;
  if (url === undefined || url === null || url === "") {
    if (options.autoLoad === false) return findings;
    const remedy = 'Give the page\'s address, or set "autoLoad" to false.';
    return [...findings, error(FILE, `"${name}" has no url.`, remedy)];
  }
  if (typeof url === "string" && isPageAddress(url, files)) return findings;
  const remedy = "Name a file of the package under assets/, or an https address.";
  return [...findings, error(FILE, `"${name}.url" leads nowhere: ${JSON.stringify(url)}.`, remedy)];
}

function isPageAddress(url: string, files: AppPackage): boolean {
  if (url.includes("{{setting.")) return true;
  if (URL.canParse(url)) {
    const { protocol, hostname } = new URL(url);
    return protocol === "https:" || (protocol === "http:" && hostname === "localhost");
  }
  const path = url.replace(/[?#].*$/s, "");
  return path.startsWith("assets/") && files.has(path);
}
