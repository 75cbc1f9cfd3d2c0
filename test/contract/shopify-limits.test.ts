import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Answer, type RunningShopify, startShopify } from "./shopify-setup.ts";

let running: RunningShopify;

beforeEach(async () => {
  running = await startShopify();
});

afterEach(() => running.close());

describe("errors and limits", () => {
  test("a bad token, a wrong version, a bad query", async () => {
    const unauthorized = await running.post("{ shop { id } }", {}, { token: "wrong" });
    expect(unauthorized.status).toBe(401);
    expect(await unauthorized.json()).toEqual({
      errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
    });
    const headers = {
      "x-shopify-access-token": running.shopify.accessToken,
      "content-type": "application/json",
    };
    const request = { method: "POST", headers, body: '{"query":"{ shop { id } }"}' };
    const old = await fetch(`${running.origin}/admin/api/2019-04/graphql.json`, request);
    expect(old.status).toBe(404);
    expect(await old.json()).toEqual({ errors: "Not Found" });
    const unknown = await running.ask("{ shop { nickname } }");
    expect(unknown.errors?.[0]).toMatchObject({
      message: "Field 'nickname' doesn't exist on type 'Shop'",
      extensions: { code: "undefinedField", typeName: "Shop", fieldName: "nickname" },
    });
    expect((await running.ask("{ shop {")).errors?.[0]?.message).toMatch(/^syntax error/);
    const unpaged = await running.ask("{ orders { nodes { id } } }");
    expect(unpaged.errors?.[0]?.message).toBe("you must provide one of first or last");
    const searched = await running.ask('{ orders(first: 1, query: "phone:+49") { nodes { id } } }');
    expect(searched.extensions?.search).toMatchObject([{ path: ["orders"], warnings: [{ field: "phone" }] }]);
  });

  test("fields the sandbox knows nothing of don't break a query", async () => {
    const answer = await running.ask(`{
      orders(first: 3) { nodes {
        clientIp risk { recommendation } channelInformation { app { title } }
        events(first: 2) { nodes { id } } lineItems(first: 2) { nodes { vendor product { title } } }
      } }
      node(id: "gid://shopify/Shop/1") { id }
      products(first: 2) { nodes { title } }
    }`);
    expect(answer.errors).toBeUndefined();
  });

  test("costs are counted, and too much at once is throttled", async () => {
    const query = "{ orders(first: 240) { nodes { id customer { id } shippingAddress { city } } } }";
    const first = await running.ask(query);
    expect(first.extensions?.cost).toMatchObject({ requestedQueryCost: 722 });
    expect(first.extensions?.cost.actualQueryCost).toBeLessThanOrEqual(722);
    const heavy = await running.ask(
      "{ orders(first: 250) { nodes { customer { id defaultAddress { city } image { url } } } } }",
    );
    expect(heavy.errors?.[0]?.extensions?.code).toBe("MAX_COST_EXCEEDED");
    let throttled: Answer | undefined;
    for (let turn = 0; turn < 10 && !throttled; turn += 1) {
      const answer = await running.ask(query);
      if (answer.errors) throttled = answer;
    }
    expect(throttled?.errors?.[0]).toMatchObject({ message: "Throttled", extensions: { code: "THROTTLED" } });
    expect(throttled?.extensions?.cost.throttleStatus.currentlyAvailable).toBeLessThan(722);
  });
});

describe("OAuth", () => {
  const credentials = () => ({
    client_id: running.shopify.clientId,
    client_secret: running.shopify.clientSecret,
  });
  const token = async (body: object) => {
    const answer = await fetch(`${running.origin}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...credentials(), ...body }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, string> };
  };

  async function install(scope: string) {
    const redirect = "http://127.0.0.1/callback";
    const query = new URLSearchParams({
      client_id: running.shopify.clientId,
      scope,
      redirect_uri: redirect,
      state: "s 1",
    });
    const url = `${running.origin}/admin/oauth/authorize?${query}`;
    const page = await (await fetch(url)).text();
    expect(page).toContain("Install");
    const answer = await fetch(url, { method: "POST", redirect: "manual" });
    return new URL(answer.headers.get("location") ?? "").searchParams;
  }

  test("signs the callback, gives a token within its scopes and rotates it", async () => {
    const callback = await install("read_customers");
    const hmac = callback.get("hmac");
    const signed = Array.from(callback.entries())
      .filter(([name]) => name !== "hmac")
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
      .join("&");
    expect(createHmac("sha256", running.shopify.clientSecret).update(signed).digest("hex")).toBe(hmac);

    const granted = await token({ code: callback.get("code"), expiring: "1" });
    expect(granted.body).toMatchObject({ scope: "read_customers", expires_in: 3600 });
    expect((await token({ code: callback.get("code") })).status).toBe(400);

    const denied = await running.post(
      "{ orders(first: 1) { nodes { id } } }",
      {},
      { token: granted.body.access_token ?? "" },
    );
    const refusal = (await denied.json()) as Answer;
    expect(refusal.data).toBeNull();
    expect(refusal.errors?.[0]).toMatchObject({ path: ["orders"], extensions: { code: "ACCESS_DENIED" } });

    const refresh = (refresh_token: string | undefined) =>
      token({ grant_type: "refresh_token", refresh_token });
    const second = await refresh(granted.body.refresh_token);
    expect(second.body.access_token).not.toBe(granted.body.access_token);
    expect((await refresh(granted.body.refresh_token)).status).toBe(200);
    expect((await refresh(second.body.refresh_token)).status).toBe(200);
    expect((await refresh(granted.body.refresh_token)).status).toBe(400);
  });

  test("uninstalling ends the tokens", async () => {
    await running.subscribe("APP_UNINSTALLED");
    running.shopify.events.uninstall();
    await running.shopify.webhooks.idle();
    expect(running.receiver.received.map(({ topic }) => topic)).toEqual(["app/uninstalled"]);
    expect((await running.post("{ shop { id } }")).status).toBe(401);
  });
});
