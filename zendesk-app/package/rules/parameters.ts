import { error, type Finding, warning } from "../finding.ts";
import { isObject, type JsonObject } from "../json.ts";

const FILE = "manifest.json";
const TYPES = ["text", "checkbox", "url", "number", "multiline", "hidden", "oauth"];
const SCOPES = [
  "header",
  "body",
  "url",
  "jwt_secret_key",
  "jwt_claim",
  "basic_auth_username",
  "basic_auth_password",
];
const OAUTH_KEYS = ["client_id", "client_secret", "authorize_uri", "access_token_uri"];

const isOauth = (parameter: unknown) => isObject(parameter) && parameter.type === "oauth";

/** What Zendesk asks of the settings that an admin fills in. */
export function parameterRules(parameters: unknown): Finding[] {
  if (parameters === undefined || parameters === null) return [];
  if (!Array.isArray(parameters)) {
    return [error(FILE, '"parameters" is not an array.', 'Write [{"name": …, "type": …}].')];
  }
  const findings = parameters.flatMap((parameter, index) => parameterRule(parameter, index));
  const names = parameters.filter(isObject).map((parameter) => parameter.name);
  for (const name of new Set(names.filter((name, index) => names.indexOf(name) !== index))) {
    findings.push(error(FILE, `Two parameters are called "${name}".`, "Give each its own name."));
  }
  if (parameters.filter(isOauth).length > 1) {
    findings.push(error(FILE, 'There are two parameters of type "oauth".', "Keep one."));
  }
  return findings;
}

function parameterRule(parameter: unknown, index: number): Finding[] {
  if (!isObject(parameter)) {
    return [error(FILE, `Parameter ${index + 1} is not an object.`, 'Write {"name": …, "type": …}.')];
  }
  const { name } = parameter;
  if (typeof name !== "string" || name === "") {
    return [error(FILE, `Parameter ${index + 1} has no name.`, 'Add "name".')];
  }
  const findings: Finding[] = [];
  const type = parameter.type ?? "text";
  if (name === "name") {
    findings.push(
      error(FILE, 'A parameter is called "name".', "Zendesk uses that name itself: choose another."),
    );
  }
  if (!TYPES.includes(String(type))) {
    findings.push(error(FILE, `Parameter "${name}" has no known type.`, `Use one of: ${TYPES.join(", ")}.`));
  }
  for (const key of ["required", "secure"]) {
    if (parameter[key] === undefined || typeof parameter[key] === "boolean") continue;
    findings.push(error(FILE, `"${key}" of parameter "${name}" is not a boolean.`, "Write true or false."));
  }
  if (type === "hidden" && parameter.required === true) {
    const remedy = "Nobody can fill it in: leave out one of the two.";
    findings.push(error(FILE, `Parameter "${name}" is hidden and required.`, remedy));
  }
  if (type === "oauth" && parameter.secure === true) {
    findings.push(error(FILE, `Parameter "${name}" is oauth and secure.`, 'Leave out "secure".'));
  }
  return [...findings, ...scopeRules(name, parameter), ...secrecyRules(name, String(type), parameter)];
}

function scopeRules(name: string, { scopes, secure }: JsonObject): Finding[] {
  if (scopes === undefined) {
    if (secure !== true) return [];
    const remedy = `Say where it may be put: ${SCOPES.join(", ")}.`;
    return [warning(FILE, `The secure parameter "${name}" has no scopes.`, remedy)];
  }
  const findings: Finding[] = [];
  if (secure !== true) {
    const remedy = 'Set "secure" to true, or leave out "scopes".';
    findings.push(error(FILE, `Parameter "${name}" has scopes but is not secure.`, remedy));
  }
  const known = Array.isArray(scopes) && scopes.every((scope) => SCOPES.includes(String(scope)));
  if (!known || scopes.length === 0) {
    const remedy = `List one or more of: ${SCOPES.join(", ")}.`;
    findings.push(error(FILE, `"scopes" of parameter "${name}" is not a list of known scopes.`, remedy));
  }
  return findings;
}

function secrecyRules(name: string, type: string, parameter: JsonObject): Finding[] {
  const findings: Finding[] = [];
  if (parameter.default !== undefined && (parameter.secure === true || type === "hidden")) {
    const remedy = "The default is stored in the clear: make sure that it is no secret.";
    findings.push(warning(FILE, `Parameter "${name}" is kept from view but has a default.`, remedy));
  }
  if (type === "text" && parameter.secure !== true && /token|key|pwd|password/i.test(name)) {
    const remedy = 'If it is a secret, set "secure" to true.';
    findings.push(warning(FILE, `Parameter "${name}" sounds like a secret but is not secure.`, remedy));
  }
  return findings;
}

/** The manifest's `oauth` block and the parameter that goes with it. */
export function oauthRules({ oauth, parameters }: JsonObject): Finding[] {
  if (oauth === undefined || oauth === null) return [];
  const given = isObject(oauth) ? oauth : {};
  const missing = OAUTH_KEYS.filter((key) => typeof given[key] !== "string" || given[key] === "");
  const findings = missing.map((key) => error(FILE, `"oauth.${key}" is missing.`, "Add it."));
  if (!(Array.isArray(parameters) && parameters.some(isOauth))) {
    findings.push(error(FILE, '"oauth" is there without its parameter.', 'Add a parameter of type "oauth".'));
  }
  return findings;
}
