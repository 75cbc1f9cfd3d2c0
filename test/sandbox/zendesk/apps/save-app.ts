import { now } from "../time.ts";
import { complaints, openPackage } from "./app-package.ts";
import { type App, type AppsState, type Job, nextId } from "./apps-state.ts";

const FIRST_APP = 1040001;

/** Builds an uploaded package into a new app, or into the next version of `existing`. */
export function buildApp(state: AppsState, zip: Uint8Array, existing: App | null): Job {
  const refusal = complaints(zip);
  if (refusal !== null) return { status: "failed", message: refusal, appId: null };
  const app = saveApp(state, zip, existing);
  return { status: "completed", message: "App built successfully", appId: app.id };
}

/** Saves a package that nothing was found against. */
export function saveApp(state: AppsState, zip: Uint8Array, existing: App | null): App {
  const built = { package: openPackage(zip), updatedAt: now() };
  if (existing) return Object.assign(existing, built);
  const app = { ...built, id: nextId(state.apps, FIRST_APP), createdAt: built.updatedAt };
  state.apps.set(app.id, app);
  return app;
}
