import { createHmac, generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import { sidebarSecret, sidebarToken } from "../../integration/kit/sidebar-token.ts";
import type { Attack } from "../attack.ts";
import type { Stage } from "../kit/stage.ts";

const encoded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");
const now = () => Math.floor(Date.now() / 1000);

/** Signs whatever header and claims with HMAC, as the algorithm says or another one. */
function signed(header: object, claims: object, secret: string | Buffer, hash = "sha256"): string {
  const text = `${encoded(header)}.${encoded(claims)}`;
  return `${text}.${createHmac(hash, secret).update(text).digest("base64url")}`;
}

/** Tokens of the sidebar that were forged, have expired, or were signed in another way. */
export async function tokenAttacks(stage: Stage): Promise<Attack[]> {
  const { send, leakIn, victim } = stage;
  const paths = ["/app/overview", `/app/sidebar?ticket_id=${victim.pool.ticket_id?.[0]}`];
  return Object.entries(await forgedTokens(stage)).flatMap(([what, token]) =>
    paths.map((path) => ({
      name: `GET ${path} with ${what}`,
      async attempt() {
        const request = { method: "GET", path, headers: { authorization: `Bearer ${token}` } };
        const answer = await send(request);
        return answer.status === 401 ? leakIn(answer, request) : `answered ${answer.status}`;
      },
    })),
  );
}

async function forgedTokens({ sandbox, attacker, victim }: Stage): Promise<Record<string, string>> {
  const secret = sidebarSecret(sandbox);
  const claims = { iss: victim.subdomain, sub: "1", iat: now(), exp: now() + 300 };
  const good = signed({ alg: "HS256" }, claims, secret);
  const [header = "", payload = "", signature = ""] = good.split(".");
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const ed = generateKeyPairSync("ed25519");
  const pem = publicKey.export({ type: "spki", format: "pem" });
  const jwk = publicKey.export({ format: "jwk" });
  const own = Buffer.from("a key that the attacker made up").toString("base64url");
  const asymmetric = (alg: string, key: Parameters<SignJWT["sign"]>[0], more: object = {}) =>
    new SignJWT(claims).setProtectedHeader({ alg, ...more }).sign(key);
  const withOwnKey = (more: object) =>
    signed({ alg: "HS256", ...more }, claims, Buffer.from(own, "base64url"));
  const rightly = (more: object) => signed({ alg: "HS256" }, { ...claims, ...more }, secret);
  return {
    "alg none": `${encoded({ alg: "none" })}.${payload}.`,
    "alg NONE and the old signature": `${encoded({ alg: "NONE" })}.${payload}.${signature}`,
    "alg of nothing": `${encoded({})}.${payload}.${signature}`,
    "alg as a list": signed({ alg: ["HS256"] }, claims, secret),
    "alg in small letters": signed({ alg: "hs256" }, claims, secret),
    "alg that is a property of everything": signed({ alg: "constructor" }, claims, secret),
    HS384: signed({ alg: "HS384" }, claims, secret, "sha384"),
    HS512: signed({ alg: "HS512" }, claims, secret, "sha512"),
    "HS256 in name, HS512 in fact": signed({ alg: "HS256" }, claims, secret, "sha512"),
    RS256: await asymmetric("RS256", privateKey),
    PS256: await asymmetric("PS256", privateKey),
    ES256: await asymmetric("ES256", ec.privateKey),
    EdDSA: await asymmetric("EdDSA", ed.privateKey),
    "RS256 that brings its key": await asymmetric("RS256", privateKey, { jwk }),
    "HS256 under a public key": signed({ alg: "HS256" }, claims, String(pem)),
    "HS256 under no key": signed({ alg: "HS256" }, claims, ""),
    "HS256 under undefined": signed({ alg: "HS256" }, claims, "undefined"),
    "HS256 under null": signed({ alg: "HS256" }, claims, "null"),
    "HS256 under the account's name": signed({ alg: "HS256" }, claims, victim.subdomain),
    "HS256 under the setting's own name": signed({ alg: "HS256" }, claims, "{{setting.sidebar_secret}}"),
    "another account's secret": signed({ alg: "HS256" }, claims, attacker.sidebarSecret),
    "a kid that is a file": withOwnKey({ kid: "../../../../dev/null" }),
    "a kid that is SQL": withOwnKey({ kid: `x' UNION SELECT '${own}` }),
    "a jwk": withOwnKey({ jwk: { kty: "oct", k: own } }),
    "a jku": withOwnKey({ jku: "https://evil.example/keys.json", kid: "1" }),
    "an x5u": withOwnKey({ x5u: "https://evil.example/certificate.pem" }),
    "an x5c": withOwnKey({ x5c: [own] }),
    "a crit that nobody knows": signed({ alg: "HS256", crit: ["exp2"], exp2: 1 }, claims, secret),
    "a crit of nothing": signed({ alg: "HS256", crit: [] }, claims, secret),
    "claims that are not encoded": signed({ alg: "HS256", b64: false, crit: ["b64"] }, claims, secret),
    "no signature": `${header}.${payload}.`,
    "no signature, and no dot": `${header}.${payload}`,
    "half a signature": `${header}.${payload}.${signature.slice(0, 20)}`,
    "other claims": `${header}.${encoded({ ...claims, sub: "2" })}.${signature}`,
    "a part more": `${good}.${signature}`,
    "the parts of an encrypted one": `${encoded({ alg: "dir", enc: "A256GCM" })}....`,
    "a token in JSON": encoded({ payload, signatures: [{ protected: header, signature }] }),
    "claims that are a list": signed({ alg: "HS256" }, [claims], secret),
    "claims that are nothing": `${header}.${encoded(null)}.${signature}`,
    "issuer as a list": rightly({ iss: [victim.subdomain] }),
    "issuer as an object": rightly({ iss: { toString: victim.subdomain } }),
    "issuer with a wildcard": rightly({ iss: "%" }),
    "issuer in capitals": rightly({ iss: victim.subdomain.toUpperCase() }),
    "issuer and a zero": rightly({ iss: `${victim.subdomain}\0` }),
    "issuer's whole host": rightly({ iss: `${victim.subdomain}.zendesk.com` }),
    "the issuer of another account": rightly({ iss: attacker.subdomain }),
    "an expiry long ago": rightly({ iat: now() - 400, exp: now() - 100 }),
    "an expiry that is no number": rightly({ exp: "never" }),
    "no expiry": rightly({ exp: undefined }),
    "no beginning": rightly({ iat: undefined }),
    "a beginning long ago, an expiry far away": rightly({ iat: now() - 3_600, exp: now() + 86_400 }),
    "a beginning in the future": rightly({ iat: now() + 3_600, exp: now() + 7_200 }),
    "a beginning that is minus infinity": rightly({ iat: "-1e999" }),
    "a time from which it counts that is not yet": rightly({ nbf: now() + 600 }),
    "the token of five minutes ago": await sidebarToken(sandbox, { issuedAt: -331, expires: 300 }),
  };
}
