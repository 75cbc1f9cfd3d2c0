import type { InstalledApp } from "../../workspace/installed-app.ts";
import type { AppPackage } from "./app-package.ts";

export interface App {
  id: number;
  package: AppPackage;
  createdAt: string;
  updatedAt: string;
}

export interface Installation {
  id: number;
  app: App;
  name: string;
  enabled: boolean;
  /** By parameter, secure ones too. */
  settings: Record<string, unknown>;
  createdAt: string;
  updatedAt: string;
}

/** Builds run behind the request that asked for them. */
export interface Job {
  status: "queued" | "completed" | "failed";
  message: string;
  appId: number | null;
}

export interface AppsState {
  uploads: Map<number, Uint8Array>;
  jobs: Map<string, Job>;
  apps: Map<number, App>;
  installations: Map<number, Installation>;
}

export const createAppsState = (): AppsState => ({
  uploads: new Map(),
  jobs: new Map(),
  apps: new Map(),
  installations: new Map(),
});

/** The id after the last one: the same calls give the same ids. */
export const nextId = (records: Map<number, unknown>, first: number) => first + records.size;

/** An installation as the agent workspace needs it. */
export function installedApp({ id, app, name, settings }: Installation): InstalledApp {
  const { manifest, files } = app.package;
  return {
    appId: app.id,
    installationId: id,
    name,
    version: manifest.version,
    locations: manifest.location,
    domainWhitelist: manifest.domainWhitelist,
    parameters: manifest.parameters,
    settings,
    files,
  };
}
