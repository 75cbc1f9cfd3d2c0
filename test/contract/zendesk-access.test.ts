import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openZendesk, type Sandbox } from "./zendesk-account.ts";

describe("the sandbox's Zendesk guards its API", () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await openZendesk();
  });
  afterEach(() => sandbox.close());

  it("knows who asks", async () => {
    const { call, origin, customer, admin } = sandbox;
    const anonymous = await fetch(`${origin}/api/v2/users/me`);
    expect((await anonymous.json()).user).toMatchObject({ id: null, name: "Anonymous user" });
    expect((await fetch(`${origin}/api/v2/tickets`)).status).toBe(401);
    expect((await call("GET /users/me")).body.user.id).toBe(admin.id);
    const asCustomer = { cookie: `sandbox_agent=${customer.id}` };
    expect((await call("GET /tickets", undefined, asCustomer)).status).toBe(403);
  });

  it("limits requests and updates, and says for how long", async () => {
    const { call, zendesk } = sandbox;
    const { id } = await sandbox.newTicket();
    Object.assign(zendesk.state.limits, { updatesPerTicket: 1 });
    expect((await sandbox.update(id, { priority: "low" })).status).toBe(200);
    expect((await sandbox.update(id, { priority: "high" })).status).toBe(429);
    Object.assign(zendesk.state.limits, { requestsPerMinute: 3 });
    const refused = await call("GET /tickets");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.headers.get("x-rate-limit-remaining")).toBe("0");
  });

  it("grants tokens for a code with its verifier, and rotates them", async () => {
    const { origin, admin } = sandbox;
    const verifier = "sandbox-code-verifier-of-more-than-43-characters";
    const redirect_uri = "http://127.0.0.1:1/oauth/zendesk";
    const parameters = {
      response_type: "code",
      client_id: "sidethread",
      redirect_uri,
      scope: "tickets:read",
      state: "s1",
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    };
    const page = await fetch(`${origin}/oauth/authorizations/new?${new URLSearchParams(parameters)}`);
    expect(await page.text()).toContain("tickets:read");
    const form = new URLSearchParams({ ...parameters, user_id: String(admin.id), answer: "allow" });
    const consent = await fetch(`${origin}/oauth/authorizations`, {
      method: "POST",
      body: form,
      redirect: "manual",
    });
    const back = new URL(consent.headers.get("location")!);
    expect(back.searchParams.get("state")).toBe("s1");

    const token = async (fields: object) => {
      const client = { client_id: "sidethread", client_secret: "sandbox-zendesk-client-secret" };
      const answer = await fetch(`${origin}/oauth/tokens`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...client, ...fields }),
      });
      return { status: answer.status, body: await answer.json() };
    };
    const grant = { grant_type: "authorization_code", code: back.searchParams.get("code"), redirect_uri };
    const first = await token({ ...grant, code_verifier: verifier });
    expect(first.body).toMatchObject({ token_type: "bearer", scope: "tickets:read" });
    expect((await token({ ...grant, code_verifier: verifier })).body.error).toBe("invalid_grant");

    const refresh = { grant_type: "refresh_token", refresh_token: first.body.refresh_token };
    const second = await token(refresh);
    expect((await token(refresh)).body.error).toBe("invalid_grant");
    const ask = async (access: string, path: string) =>
      (await fetch(`${origin}/api/v2${path}`, { headers: { authorization: `Bearer ${access}` } })).status;
    expect(await ask(first.body.access_token, "/tickets")).toBe(401);
    expect(await ask(second.body.access_token, "/tickets")).toBe(200);
    expect(await ask(second.body.access_token, "/users")).toBe(403);
  });
});
