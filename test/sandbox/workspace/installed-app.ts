/** One parameter of an app's manifest. */
export interface AppParameter {
  name: string;
  type?: string;
  secure?: boolean;
  /** Where Zendesk's proxy may put a secure value: `header`, `body`, `url`, `jwt_secret_key`, … */
  scopes?: string[];
}

/** Where an app shows, as in its manifest: product, then location. */
export type AppLocations = Record<string, Record<string, { url: string; flexible?: boolean }>>;

/** An app package that is installed in the sandbox's account. */
export interface InstalledApp {
  appId: number;
  installationId: number;
  name: string;
  version: string;
  locations: AppLocations;
  /** Hosts that the proxy may reach: `host` or `host:port`. */
  domainWhitelist: string[];
  parameters: AppParameter[];
  settings: Record<string, unknown>;
  /** The package's contents by path, such as `assets/iframe.html`. */
  files: Map<string, Uint8Array>;
}
