import type { Attack } from "../attack.ts";
import { headOf, sendRaw } from "../kit/raw.ts";
import type { Stage } from "../kit/stage.ts";

const EVIL = "evil.example";

const asWhere = ["next", "url", "redirect", "redirect_uri", "return_to", "opener", "callback", "continue"];

const openers = (own: string) => [
  `https://${EVIL}`,
  `//${EVIL}`,
  `https:${EVIL}`,
  `https:/\\${EVIL}`,
  `javascript:alert(document.domain)//${EVIL}`,
  `data:text/html,${EVIL}`,
  `${own}.${EVIL}`,
  `${own}@${EVIL}`,
  `${own}:80@${EVIL}`,
  `${own}#@${EVIL}`,
  `${own}\\@${EVIL}`,
  `${own}/../${EVIL}`,
  `${own},https://${EVIL}`,
  `${own} https://${EVIL}`,
  `${own}\thttps://${EVIL}`,
  `${own}%00.${EVIL}`,
  `https://apps.zdusercontent.com.${EVIL}`,
  `https://1.apps.zdusercontent.com.${EVIL}`,
  `https://${EVIL}/.apps.zdusercontent.com`,
  `https://${EVIL}#.apps.zdusercontent.com`,
  "null",
  "*",
  "",
];

const subdomains = [
  `${EVIL}/`,
  `${EVIL}#`,
  `${EVIL}?`,
  `${EVIL}\\`,
  `a@${EVIL}`,
  `a:b@${EVIL}`,
  `a.${EVIL}`,
  `a%2f${EVIL}`,
  "a\r\nlocation: https://evil.example",
  "{subdomain}",
  "$&",
  "..",
  "-a",
  "a_b",
  "аcme",
  "a".repeat(64),
];

/** Addresses of ours that could be made to lead, or to tell, elsewhere. */
export function redirectAttacks(stage: Stage): Attack[] {
  const { origin, routes, sandbox, victim } = stage;
  const own = sandbox.origins.zendesk;
  const start = (query: Record<string, string>) => `/oauth/zendesk/start?${new URLSearchParams(query)}`;
  const paths = [
    ...openers(own).map((opener) => start({ subdomain: victim.subdomain, opener })),
    ...subdomains.map((subdomain) => start({ subdomain, opener: own })),
    ...openers(own).map(
      (opener) =>
        `${start({ subdomain: victim.subdomain, opener: own })}&opener=${encodeURIComponent(opener)}`,
    ),
    ...["/l/", "/pictures/", "/", "/oauth/", "/app/", "/admin/"].flatMap((under) =>
      [
        `/${EVIL}`,
        `//${EVIL}`,
        `https://${EVIL}`,
        `https:%2f%2f${EVIL}`,
        `%5c${EVIL}`,
        `..%2f%2f${EVIL}`,
        `%0d%0alocation:%20https://${EVIL}`,
      ].map((rest) => under + rest),
    ),
    ...routes
      .filter(({ method, security }) => method === "GET" && security === null)
      .flatMap(({ path }) =>
        asWhere.map((name) => `${path.replace(/\{\w+\}/, "klaviyo")}?${name}=https://${EVIL}`),
      ),
  ];
  const headers = {
    host: EVIL,
    "x-forwarded-host": EVIL,
    "x-forwarded-proto": "https",
    forwarded: `host=${EVIL}`,
    "x-original-host": EVIL,
    referer: `https://${EVIL}/`,
    origin: `https://${EVIL}`,
  };
  return [
    ...paths.map((path) => ({ name: `GET ${path}`, attempt: () => leadsAway(stage, path, {}) })),
    ...[
      "/",
      "/healthz",
      "/openapi.json",
      `/l/${victim.pool.code?.[0]}`,
      start({ subdomain: victim.subdomain, opener: own }),
    ].map((path) => ({
      name: `GET ${path} at another host`,
      attempt: () => leadsAway(stage, path, headers),
    })),
    ...endsOfWindows(stage),
  ].map((one) => ({ ...one, name: one.name.replace(origin, "") }));
}

/** Whether an answer sends somebody, or tells anything, to a host that is not one of ours. */
async function leadsAway({ origin, sandbox }: Stage, path: string, headers: Record<string, string>) {
  const { text, statuses } = await sendRaw(origin, headOf("GET", encodeURI(decodeURI(path)), headers));
  const [head = "", body = ""] = text.split("\r\n\r\n");
  const location = head.match(/^location: (.*)$/im)?.[1];
  if (statuses.some((status) => status >= 500)) return `answered ${statuses}`;
  if (location !== undefined) {
    const to = new URL(location, origin);
    const known = [sandbox.origins.zendesk, "https://moorlicht.example"];
    if (!known.includes(to.origin)) return `leads to ${location}`;
    if ((to.searchParams.get("redirect_uri") ?? origin).startsWith(origin)) return null;
    return `leads back to ${to.searchParams.get("redirect_uri")}`;
  }
  return body.includes(EVIL) && body.includes("<script") ? `tells ${EVIL}` : null;
}

/** A window that ends tells the page that opened it, whatever its own address says. */
function endsOfWindows({ sandbox, victim, send }: Stage): Attack[] {
  const own = sandbox.origins.zendesk;
  const additions = [
    { opener: `https://${EVIL}` },
    { error: "access_denied", error_description: `<script>alert("${EVIL}")</script>` },
    { code: `"></script><script>alert("${EVIL}")</script>`, opener: `https://${EVIL}` },
    { redirect_uri: `https://${EVIL}`, origin: `https://${EVIL}`, target: "*" },
  ];
  return additions.map((more) => ({
    name: `the end of a window with ${JSON.stringify(more)}`,
    async attempt() {
      const query = new URLSearchParams({ subdomain: victim.subdomain, opener: own });
      const begun = await send({ method: "GET", path: `/oauth/zendesk/start?${query}` });
      const state = new URL(begun.headers.get("location") ?? "about:blank").searchParams.get("state") ?? "";
      const back = new URLSearchParams({ state, ...more } as Record<string, string>);
      const { text } = await send({ method: "GET", path: `/oauth/zendesk/callback?${back}` });
      const told = text.match(/<script type="application\/json"[^>]*>(.*?)<\/script>/s)?.[1];
      if (told === undefined) return "the window told nobody";
      const { opener } = JSON.parse(told) as { opener: string };
      if (opener !== own) return `tells ${opener}`;
      return text.includes(EVIL) ? `shows ${EVIL}` : null;
    },
  }));
}
