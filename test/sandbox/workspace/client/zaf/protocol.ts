/** A message from an app's iframe, whatever its kind. */
export interface AppMessage {
  key?: string;
  id?: number;
  request?: "get" | "set" | "invoke";
  params?: unknown;
  message?: unknown;
  instanceGuid?: string;
  error?: { msg?: string | false };
}

/** A message from the workspace to an app. */
export type HostMessage =
  | { id: number; result: Record<string, unknown> }
  | { key: string; message?: unknown; needsReply?: true; instanceGuid?: string };

/** How an error crosses the frame's border. */
export interface ZafError {
  name: string;
  message: string;
}

/** Why one path of a get, set or invoke failed; the SDK needs the name. */
export class PathError extends Error {
  override name = "APIError";
}

/** Where an app is running and on what. */
export interface AppContext {
  instanceGuid: string;
  product: "support";
  account: { subdomain: string };
  location: string;
  ticketId?: number;
}

export interface AppMetadata {
  appId: number;
  installationId: number;
  name: string;
  version: string;
  settings: Record<string, unknown>;
}

/** Reads what an iframe posted: JSON text, or an object for hook replies. Anything else is not of ZAF. */
export function parseAppMessage(data: unknown): AppMessage | null {
  try {
    const parsed: unknown = typeof data === "string" ? JSON.parse(data) : data;
    return typeof parsed === "object" && parsed !== null ? (parsed as AppMessage) : null;
  } catch {
    return null;
  }
}
