import type { Attack } from "../attack.ts";
import { spoil } from "../kit/hostile.ts";
import { headOf, sendRaw } from "../kit/raw.ts";
import { isSecured } from "../kit/routes.ts";
import type { Stage } from "../kit/stage.ts";

const MARK = "x-injected";

/** The second is a line's end once it is cut down to bytes. */
const LINES = [`a\r\n${MARK}: 1`, `a\u560d\u560a${MARK}: 1`];
const MORE_LINES = [
  ...LINES,
  `a\n${MARK}: 1`,
  `a\r${MARK}: 1`,
  `a%0d%0a${MARK}: 1`,
  `a\r\n\r\n<script>${MARK}</script>`,
];

/** Ends of lines wherever a value may end up in a header, ours or one that a vendor gets; and heads that are no heads. */
export function headerAttacks(stage: Stage): Attack[] {
  return [...linesInValues(stage), ...linesInPaths(stage), ...brokenHeads(stage)];
}

function linesInValues(stage: Stage): Attack[] {
  const { attacker, routes, victim, sandbox } = stage;
  const pool = { ...victim.pool, subdomain: [attacker.subdomain] };
  const vendors = [sandbox.zendesk, sandbox.klaviyo, sandbox.shopify, sandbox.twilio];
  const heard = () => vendors.map(({ exchanges }) => exchanges.length);
  return routes.filter(isSecured).flatMap((route) =>
    LINES.flatMap((line) =>
      spoil(route, pool, line).map(({ place, request }) => ({
        name: `${route.name} with ${JSON.stringify(line)} in its ${place}`,
        async attempt() {
          const before = heard();
          const headers = await stage.attackersHeaders(route.security);
          const answer = await stage.send({ ...request, headers });
          if (request.method !== "GET") await attacker.beginAnew();
          if (answer.headers.has(MARK)) return "the answer has the header";
          const injected = vendors.some(({ exchanges }, index) =>
            exchanges.slice(before[index]).some(({ requestHeaders }) => MARK in requestHeaders),
          );
          if (injected) return "a vendor got the header";
          return answer.status >= 500 && answer.status !== 503 ? `answered ${answer.status}` : null;
        },
      })),
    ),
  );
}

function linesInPaths({ origin, routes }: Stage): Attack[] {
  return routes
    .filter(({ method, path }) => method === "GET" && path.includes("{"))
    .flatMap(({ path }) =>
      MORE_LINES.map((line) => ({
        name: `GET ${path} with ${JSON.stringify(line)} in its way`,
        async attempt() {
          const { text, statuses } = await sendRaw(
            origin,
            headOf("GET", path.replaceAll(/\{\w+\}/g, encodeURIComponent(line))),
          );
          const [head = ""] = text.split("\r\n\r\n");
          if (head.toLowerCase().includes(`\n${MARK}`)) return "the answer has the header";
          return statuses.some((status) => status >= 500) ? `answered ${statuses}` : null;
        },
      })),
    );
}

/** Heads that two servers could read in two ways; what hides behind the first request is never answered. */
function brokenHeads({ origin, operatorToken }: Stage): Attack[] {
  const hidden = headOf("GET", "/operator/accounts/second/dead-letters", {
    authorization: `Bearer ${operatorToken}`,
  });
  const post = "POST /webhooks/zendesk/x HTTP/1.1\r\nhost: a\r\nconnection: close\r\n";
  const heads: Record<string, string> = {
    "two lengths": `${post}content-length: 0\r\ncontent-length: ${hidden.length}\r\n\r\n${hidden}`,
    "length and chunks": `${post}content-length: ${hidden.length + 5}\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
    "chunks in capitals": `${post}content-length: 4\r\nTransfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n${hidden}`,
    "an encoding that is none": `${post}transfer-encoding: xchunked\r\n\r\n0\r\n\r\n${hidden}`,
    "an encoding with a tab": `${post}transfer-encoding:\tchunked\r\ncontent-length: 5\r\n\r\n0\r\n\r\n${hidden}`,
    "a space before the colon": `${post}content-length : 0\r\n\r\n${hidden}`,
    "a line that is folded": `${post}x-a: b\r\n content-length: 0\r\n\r\n${hidden}`,
    "a line that ends early": `${post}x-a: b\ncontent-length: 0\r\n\r\n${hidden}`,
    "a zero in a header": `${post}x-a: b\0c\r\n\r\n${hidden}`,
    "a negative length": `${post}content-length: -1\r\n\r\n${hidden}`,
    "a length with a sign": `${post}content-length: +0\r\n\r\n${hidden}`,
    "a chunk that is no number": `${post}transfer-encoding: chunked\r\n\r\nx\r\n\r\n${hidden}`,
    "a chunk beyond all": `${post}transfer-encoding: chunked\r\n\r\nffffffffffffffff1\r\n\r\n${hidden}`,
    "an old request": "GET /admin/session\r\n\r\n",
    "another protocol": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a change of protocol": headOf("GET", "/healthz", { connection: "upgrade", upgrade: "h2c" }),
    "no host": "GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n",
    "two hosts": "GET /healthz HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n",
    "a host that is an address": headOf("GET", "/admin/session", { host: "a/b@c" }),
    "a large head": headOf("GET", "/healthz", { "x-large": "x".repeat(64 * 1024) }),
    "a long address": headOf("GET", `/healthz?${"x".repeat(64 * 1024)}`),
    "many headers": headOf(
      "GET",
      "/healthz",
      Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`x${at}`, "1"])),
    ),
  };
  return Object.entries(heads).map(([what, bytes]) => ({
    name: `a request with ${what}`,
    async attempt() {
      const { statuses, text, endedAfter } = await sendRaw(origin, bytes, { patienceMs: 12_000 });
      if (text.includes("deadLetters")) return "what hid behind it was answered";
      if (endedAfter === null) return "the connection stayed open";
      return statuses.some((status) => status >= 500 && status !== 501) ? `answered ${statuses}` : null;
    },
  }));
}
