/** Apps run on another origin than the workspace, as with Zendesk: the loopback address's other name. */
function otherOrigin(): string {
  const { protocol, hostname, port } = window.location;
  const other = hostname === "localhost" ? "127.0.0.1" : "localhost";
  return `${protocol}//${other}${port ? `:${port}` : ""}`;
}

/** An address of a file in an app's package. */
export const assetUrl = (installationId: number, path: string) =>
  `${otherOrigin()}/_apps/${installationId}/${path}`;

/** What the iframe loads: the app's page with the parameters that the ZAF SDK reads. */
export function frameSource(installationId: number, url: string, guid: string, scheme: string): string {
  const absolute = /^https?:\/\//.test(url) ? url : assetUrl(installationId, url);
  const source = new URL(absolute);
  source.searchParams.set("origin", window.location.origin);
  source.searchParams.set("app_guid", guid);
  source.searchParams.set("colorScheme", scheme);
  return source.href;
}

export const appOrigin = (source: string) => new URL(source).origin;
