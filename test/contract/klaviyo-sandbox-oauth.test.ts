import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { event, startKlaviyo } from "./klaviyo-caller.ts";

const REDIRECT = "http://127.0.0.1/oauth/klaviyo";
const VERIFIER = "sandbox-verifier-sandbox-verifier-sandbox-verifier";

let started: Awaited<ReturnType<typeof startKlaviyo>>;
beforeEach(async () => {
  started = await startKlaviyo();
});
afterEach(() => started.close());

const authorization = (scope: string) => ({
  response_type: "code",
  client_id: started.klaviyo.oauthClient.id,
  redirect_uri: REDIRECT,
  scope,
  state: "state-1",
  code_challenge_method: "S256",
  code_challenge: createHash("sha256").update(VERIFIER).digest("base64url"),
});

async function consent(scope: string, decision = "allow"): Promise<URL> {
  const answer = await fetch(`${started.origin}/oauth/authorize`, {
    method: "POST",
    body: new URLSearchParams({ ...authorization(scope), decision }),
    redirect: "manual",
  });
  return new URL(answer.headers.get("location")!);
}

async function post(path: string, fields: Record<string, string>) {
  const { id, secret } = started.klaviyo.oauthClient;
  const answer = await fetch(`${started.origin}${path}`, {
    method: "POST",
    headers: { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` },
    body: new URLSearchParams(fields),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
}

const redeem = (code: string, verifier = VERIFIER) =>
  post("/oauth/token", {
    grant_type: "authorization_code",
    code,
    code_verifier: verifier,
    redirect_uri: REDIRECT,
  });
const refresh = (refresh_token: string) =>
  post("/oauth/token", { grant_type: "refresh_token", refresh_token });
const connect = async (scope: string) =>
  (await redeem((await consent(scope)).searchParams.get("code")!)).body;
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

test("the consent page names the app and its scopes, and insists on PKCE", async () => {
  const page = (fields: Record<string, string>) =>
    fetch(`${started.origin}/oauth/authorize?${new URLSearchParams(fields)}`);
  const asked = authorization("events:read profiles:read");
  const shown = await page(asked);
  expect(shown.status).toBe(200);
  expect(await shown.text()).toMatch(/Sidethread[\s\S]*events:read/);
  const { code_challenge: _, ...without } = asked;
  expect((await page(without)).status).toBe(400);
  expect((await page({ ...asked, code_challenge_method: "plain" })).status).toBe(400);
});

test("allowing gives a code that works once, with its verifier, for five minutes", async () => {
  const back = await consent("events:read");
  expect(back.searchParams.get("state")).toBe("state-1");
  const code = back.searchParams.get("code")!;
  expect(await redeem(code)).toMatchObject({ status: 200, body: { expires_in: 3600, scope: "events:read" } });
  expect((await redeem(code)).body.error).toBe("invalid_grant");
  const second = (await consent("events:read")).searchParams.get("code")!;
  expect((await redeem(second, "another-verifier")).status).toBe(400);
  const third = (await consent("events:read")).searchParams.get("code")!;
  started.clock.now = new Date(started.clock.now.getTime() + 301_000);
  expect((await redeem(third)).status).toBe(400);
  expect((await consent("events:read", "deny")).searchParams.get("error")).toBe("access_denied");
});

test("an access token has its scopes, lasts an hour, and names the events' app", async () => {
  const { call, clock, klaviyo } = started;
  const { access_token } = await connect("accounts:read events:write");
  expect((await call("GET", "/api/accounts", undefined, bearer(access_token))).status).toBe(200);
  expect((await call("GET", "/api/events", undefined, bearer(access_token))).status).toBe(403);
  const opened = event("Opened Ticket", { email: "maren.voss@example.com" });
  await call("POST", "/api/events", opened, bearer(access_token));
  expect(klaviyo.events).toHaveLength(1);
  const topics = await call("GET", "/api/webhook-topics");
  expect(topics.all.map(({ id }) => id)).toContain("event:sidethread.opened_ticket");
  clock.now = new Date(clock.now.getTime() + 3_601_000);
  expect((await call("GET", "/api/accounts", undefined, bearer(access_token))).status).toBe(401);
});

test("refresh tokens rotate, and revoking ends everything", async () => {
  const first = await connect("accounts:read");
  const second = (await refresh(first.refresh_token)).body;
  expect((await refresh(first.refresh_token)).body.error).toBe("invalid_grant");
  expect((await started.call("GET", "/api/accounts", undefined, bearer(second.access_token))).status).toBe(
    200,
  );
  expect((await post("/oauth/revoke", { token: second.refresh_token })).status).toBe(200);
  expect((await started.call("GET", "/api/accounts", undefined, bearer(second.access_token))).status).toBe(
    401,
  );
  expect((await refresh(second.refresh_token)).status).toBe(400);
});

test("an app has a quota of its own", async () => {
  const { call, klaviyo } = started;
  const { access_token } = await connect("accounts:read");
  klaviyo.state.settings.rateLimitScale = 1;
  expect((await call("GET", "/api/accounts")).status).toBe(200);
  expect((await call("GET", "/api/accounts")).status).toBe(429);
  expect((await call("GET", "/api/accounts", undefined, bearer(access_token))).status).toBe(200);
});
