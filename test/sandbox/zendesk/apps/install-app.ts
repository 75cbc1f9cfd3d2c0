import { recordInvalid } from "../http/errors.ts";
import { now } from "../time.ts";
import { type App, type AppsState, type Installation, nextId } from "./apps-state.ts";

const FIRST_INSTALLATION = 9040001;

/** Installs an app with the settings that are given; the others are the manifest's defaults. */
export function installApp(state: AppsState, app: App, given: Record<string, unknown>): Installation {
  const { name, manifest } = app.package;
  const installed = [...state.installations.values()].some((other) => other.app === app);
  if (manifest.singleInstall && installed) {
    throw recordInvalid("base", "This app can only be installed once.");
  }
  const defaults = manifest.parameters
    .filter((parameter) => parameter.default !== undefined)
    .map((parameter) => [parameter.name, parameter.default]);
  const at = now();
  const installation: Installation = {
    id: nextId(state.installations, FIRST_INSTALLATION),
    app,
    name,
    enabled: true,
    settings: Object.fromEntries(defaults),
    createdAt: at,
    updatedAt: at,
  };
  applySettings(installation, given);
  state.installations.set(installation.id, installation);
  return installation;
}

/** Takes over the settings that are given; a secure one that is left out keeps its value. */
export function applySettings(installation: Installation, given: Record<string, unknown>): void {
  const { parameters } = installation.app.package.manifest;
  const known = parameters.filter(({ name }) => Object.hasOwn(given, name));
  const next = {
    ...installation.settings,
    ...Object.fromEntries(known.map(({ name }) => [name, given[name]])),
  };
  const missing = parameters.find(({ name, required }) => required && (next[name] ?? "") === "");
  if (missing) throw recordInvalid("settings", `${missing.name}: cannot be blank`, "BlankValue");
  installation.settings = next;
  const { name } = given;
  if (typeof name === "string" && name !== "") installation.name = name;
}
