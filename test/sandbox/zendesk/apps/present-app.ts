import type { App, Installation } from "./apps-state.ts";

/** An app as the API shows it. */
export function presentApp({ id, package: { name, manifest }, createdAt, updatedAt }: App) {
  return {
    id,
    name,
    title: name,
    version: manifest.version,
    framework_version: manifest.frameworkVersion,
    default_locale: manifest.defaultLocale,
    author_name: manifest.author.name ?? null,
    author_email: manifest.author.email ?? null,
    author_url: manifest.author.url ?? null,
    single_install: manifest.singleInstall,
    visibility: "private",
    installable: true,
    parameters: manifest.parameters.map((parameter, index) => ({
      name: parameter.name,
      kind: parameter.type,
      required: parameter.required,
      secure: parameter.secure,
      default_value: parameter.default ?? null,
      position: index,
      app_id: id,
    })),
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

/** An installation as the API shows it: secure settings go in, and never come out. */
export function presentInstallation({
  id,
  app,
  name,
  enabled,
  settings,
  createdAt,
  updatedAt,
}: Installation) {
  const visible = app.package.manifest.parameters.filter(
    (parameter) => !parameter.secure && parameter.name in settings,
  );
  const shown = {
    name,
    title: name,
    ...Object.fromEntries(visible.map((parameter) => [parameter.name, settings[parameter.name]])),
  };
  return {
    id,
    app_id: app.id,
    product: "support",
    enabled,
    settings: shown,
    settings_objects: Object.entries(shown).map(([key, value]) => ({ name: key, value })),
    collapsible: true,
    paid: false,
    plan_information: { name: null },
    role_restrictions: null,
    group_restrictions: null,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}
