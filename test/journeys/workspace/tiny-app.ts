import type { InstalledApp } from "../../sandbox/workspace/installed-app.ts";

/** The part of the ZAF SDK's client that these journeys use, as the app's page has it. */
interface Client {
  context(): Promise<Record<string, unknown>>;
  metadata(): Promise<{ settings: Record<string, unknown> }>;
  get(path: string | string[]): Promise<Record<string, unknown>>;
  set(path: string, value: unknown): Promise<unknown>;
  invoke(path: string, ...args: unknown[]): Promise<Record<string, unknown>>;
  on(event: string, handler: (message: unknown) => unknown): void;
  trigger(event: string, message: unknown): void;
  instance(guid: string): Client;
  request(options: unknown): Promise<Record<string, unknown>>;
}

/** What the app's page keeps for the test. */
export interface AppWindow {
  client: Client;
  heard: unknown[];
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>Tiny</title>
<script src="https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js"></script>
<h1>Tiny</h1>
<script>
  window.heard = [];
  window.client = ZAFClient.init();
  for (const event of ["app.activated", "colorScheme.changed", "comment.text.changed", "ticket.conversation.changed"])
    client.on(event, (message) => heard.push({ event, message }));
</script>`;

/** Signs the app's tokens. */
export const SECRET = "sandbox-sidebar-secret-of-32-bytes";

/** An app that leaves its client to the test, installed with leave to talk to one host. */
export const tinyApp = (receiverHost: string): InstalledApp => ({
  appId: 7,
  installationId: 70,
  name: "Tiny",
  version: "1.2.3",
  locations: {
    support: { ticket_sidebar: { url: "assets/iframe.html" }, nav_bar: { url: "assets/iframe.html" } },
  },
  domainWhitelist: [receiverHost],
  parameters: [
    { name: "greeting" },
    { name: "secret", secure: true, scopes: ["jwt_secret_key"] },
    { name: "key", secure: true, scopes: ["header"] },
  ],
  settings: { greeting: "Moin", secret: SECRET, key: "sandbox-key" },
  files: new Map([["assets/iframe.html", new TextEncoder().encode(PAGE)]]),
});
