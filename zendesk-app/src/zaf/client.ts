/** What a location was opened for, as the host tells it once. */
export interface ZafContext {
  account: { subdomain: string };
  location: string;
}

export interface ZafRequest {
  url: string;
  type: "GET" | "PUT" | "POST" | "PATCH" | "DELETE";
  contentType?: string;
  dataType?: string;
  data?: string;
  headers?: Record<string, string>;
  secure?: boolean;
  jwt?: {
    algorithm: "HS256";
    secret_key: string;
    expiry: number;
    claims: Record<string, string>;
  };
  httpCompleteResponse?: boolean;
  timeout?: number;
}

/** The part of the Zendesk Apps framework's client that this app uses. */
export interface ZafClient {
  /** What a handler of a hook returns is the app's answer: a promise that is rejected stops the agent. */
  on(event: string, handler: (message: unknown) => unknown): void;
  off(event: string, handler: (message: unknown) => unknown): void;
  get(paths: string[]): Promise<Record<string, unknown>>;
  set(path: string, value: unknown): Promise<{ errors?: Record<string, unknown> }>;
  invoke(method: string, ...parameters: unknown[]): Promise<unknown>;
  request(options: ZafRequest): Promise<unknown>;
}

export interface ConnectedZaf {
  client: ZafClient;
  context: ZafContext;
}

declare global {
  interface Window {
    ZAFClient?: { init(): ZafClient | false };
  }
}

/** Shakes hands with the host, once for the page; null when there is no host. */
export function connectZaf(): Promise<ConnectedZaf | null> {
  const client = window.ZAFClient?.init();
  if (!client) return Promise.resolve(null);
  return new Promise((resolve) => {
    client.on("app.registered", (message) => {
      const { context } = message as { context: ZafContext };
      resolve({ client, context });
    });
  });
}
