import { type AppPackage, error, type Finding } from "../finding.ts";
import { isObject, type JsonObject, readObject } from "../json.ts";

const FILE = "requirements.json";
const MOST = 5000;
const TYPES = [
  "automations",
  "channel_integrations",
  "custom_objects",
  "custom_objects_v2",
  "macros",
  "targets",
  "views",
  "ticket_fields",
  "triggers",
  "user_fields",
  "organization_fields",
  "webhooks",
];
const WITH_TITLE = TYPES.filter(
  (type) => !["channel_integrations", "custom_objects", "custom_objects_v2", "webhooks"].includes(type),
);
const FIELDS = new Map([
  ...WITH_TITLE.map((type): [string, string[]] => [type, ["title"]]),
  ["user_fields", ["title", "key"]],
  ["organization_fields", ["title", "key"]],
  ["channel_integrations", ["manifest_url"]],
  ["webhooks", ["name", "status", "endpoint", "http_method", "request_format"]],
]);
const CUSTOM_OBJECT_FIELDS = new Map([
  ["custom_object_types", ["key", "schema"]],
  ["custom_object_relationship_types", ["key", "source", "target"]],
]);
const BANNED_TARGETS = ["http_target", "url_target_v2"];

/** What an app asks Zendesk to create when it is installed. */
export function requirementRules(manifest: JsonObject, files: AppPackage): Finding[] {
  if (!files.has(FILE)) {
    if (manifest.requirementsOnly !== true) return [];
    return [error(FILE, "It is missing from an app that only has requirements.", "Add it.")];
  }
  if (manifest.marketingOnly === true || isChatOnly(manifest)) {
    const remedy = "Leave the file out.";
    return [error(FILE, "A marketing-only or Chat-only app cannot have requirements.", remedy)];
  }
  const { object, findings } = readObject(files, FILE);
  if (!object) return findings;
  const types = Object.entries(object);
  const count = types.reduce((sum, [, items]) => sum + itemsOf(items).length, 0);
  if (count > MOST) {
    findings.push(error(FILE, `It asks for ${count} things.`, `Zendesk takes ${MOST} at most.`));
  }
  return [...findings, ...types.flatMap(([type, items]) => typeRules(type, items))];
}

const isChatOnly = ({ location }: JsonObject) =>
  isObject(location) && Object.keys(location).length === 1 && location.chat !== undefined;

const itemsOf = (items: unknown): [string, unknown][] =>
  isObject(items) || Array.isArray(items) ? Object.entries(items) : [];

function typeRules(type: string, items: unknown): Finding[] {
  if (!TYPES.includes(type)) {
    return [error(FILE, `"${type}" is no type of requirement.`, `Use one of: ${TYPES.join(", ")}.`)];
  }
  if (type === "custom_objects") return customObjectRules(items);
  if (!isObject(items)) {
    return [error(FILE, `"${type}" is not an object.`, "Write each requirement under a name of its own.")];
  }
  const findings = Object.entries(items).flatMap(([name, item]) => itemRules(type, name, item));
  if (type === "channel_integrations" && Object.keys(items).length > 1) {
    findings.push(error(FILE, "There is more than one channel integration.", "Keep one."));
  }
  return findings;
}

function itemRules(type: string, name: string, item: unknown): Finding[] {
  if (!isObject(item))
    return [error(FILE, `"${type}.${name}" is not an object.`, "Write its fields in { }.")];
  const findings = missing(FIELDS.get(type) ?? [], `${type}.${name}`, item);
  if (type === "targets" && BANNED_TARGETS.includes(String(item.type))) {
    findings.push(
      error(FILE, `"${type}.${name}" is a ${item.type}.`, "Use a webhook: such targets are no more."),
    );
  }
  return findings;
}

function customObjectRules(items: unknown): Finding[] {
  return itemsOf(items).flatMap(([group, entries]) => {
    const fields = CUSTOM_OBJECT_FIELDS.get(group);
    if (!fields) {
      const remedy = `Use one of: ${[...CUSTOM_OBJECT_FIELDS.keys()].join(", ")}.`;
      return [error(FILE, `"custom_objects.${group}" is unknown.`, remedy)];
    }
    return itemsOf(entries).flatMap(([index, entry]) => {
      const name = `custom_objects.${group}.${index}`;
      const item = isObject(entry) ? entry : {};
      const unknown = Object.keys(item).filter((key) => !fields.includes(key));
      return [
        ...missing(fields, name, item),
        ...unknown.map((key) => error(FILE, `"${name}.${key}" is unknown.`, "Leave it out.")),
      ];
    });
  });
}

const missing = (fields: string[], name: string, item: JsonObject) =>
  fields
    .filter((field) => item[field] === undefined)
    .map((field) => error(FILE, `"${name}.${field}" is missing.`, "Add it."));
