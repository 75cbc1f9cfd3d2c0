import { changeConnectionSecrets } from "@sidethread/server/accounts/connection-store";
import { createTokenAccess } from "@sidethread/server/accounts/refresh-tokens";
import { say } from "@sidethread/shared/told";
import { describe, expect, it } from "vitest";
import { signIn } from "./kit/admin.ts";
import { consentAtZendesk, readWindow } from "./kit/consent.ts";
import { openScene } from "./kit/scene.ts";
import { sidebarSecret } from "./kit/sidebar-token.ts";
import { openTwoProcesses } from "./kit/two-processes.ts";
import { readAnswer } from "./kit/vendor-consent.ts";

type Place = Awaited<ReturnType<typeof openTwoProcesses>>;

describe("connecting Zendesk on its consent page", { timeout: 40_000 }, () => {
  it("lets an admin get from nothing to an answered text", async () => {
    const scene = await openScene({ withApp: true, connect: ["klaviyo", "twilio"] });
    const { system, sandbox } = scene;
    const { zendesk } = sandbox;
    const admin = await signIn(system);
    const opener = sandbox.origins.zendesk;
    const begun = await admin("POST", "/connections/zendesk/start", { opener });
    const { url } = (await begun.json()) as { url: string };
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      scope: "read write",
      code_challenge_method: "S256",
      redirect_uri: `${system.serverOrigin}/oauth/zendesk/callback`,
    });
    const back = await consentAtZendesk(system, url, admin.session.name);
    expect(await readWindow(await fetch(back))).toMatchObject({ result: { outcome: "agreed" }, opener });
    expect(zendesk.state.webhooks.size).toBe(0);
    const finished = await admin("POST", "/connections/zendesk/finish", await readAnswer(back));
    expect(finished.status).toBe(200);

    expect([...zendesk.state.webhooks.values()]).toHaveLength(1);
    expect(sidebarSecret(sandbox)).toMatch(/^[\w-]{43}$/);
    const ticket = await scene.begin();
    await scene.agent.updateTicket(ticket.id, { comment: { body: "It does.", public: true } });
    await scene.quiet();
    expect(scene.sms().map(({ body }) => body)).toEqual(["It does."]);

    const ours = zendesk.exchanges.filter(({ requestHeaders }) =>
      requestHeaders["user-agent"]?.startsWith("Sidethread/"),
    );
    const schemes = ours.map(({ path, requestHeaders }) =>
      path.startsWith("/oauth") ? "none" : requestHeaders.authorization?.split(" ")[0],
    );
    expect([...new Set(schemes)].sort()).toEqual(["Bearer", "none"]);
  });

  it("is refused to an agent in words, and nothing is kept", async () => {
    const { system, sandbox } = await openScene({ connect: [] });
    const admin = await signIn(system);
    const agent = sandbox.world.agents.find(({ role }) => role === "agent")?.name ?? "";
    const opener = sandbox.origins.zendesk;
    const begun = await admin("POST", "/connections/zendesk/start", { opener });
    const { url } = (await begun.json()) as { url: string };
    const answer = await readAnswer(await consentAtZendesk(system, url, agent));
    const refused = await admin("POST", "/connections/zendesk/finish", answer);
    expect([refused.status, await refused.json()]).toEqual([
      422,
      expect.objectContaining({ detail: expect.stringMatching(/admin/) }),
    ]);
    expect(sandbox.zendesk.state.webhooks.size).toBe(0);
  });
});

describe("Zendesk's tokens", () => {
  it("are renewed once when they end, however many ask in however many processes", async () => {
    const place = await openTwoProcesses();
    await place.connect();
    const first = await place.stored();
    place.expireTokens();
    const names = await Promise.all([0, 1, 0, 1, 0, 1].map((process) => place.ask(process as 0 | 1)));
    expect(new Set(names)).toEqual(new Set([expect.any(String)]));
    expect(place.refreshes()).toEqual([200]);
    const [atZendesk, ...others] = place.sandbox.zendesk.state.oauth.tokens.values();
    expect(others).toEqual([]);
    const stored = await place.stored();
    expect(stored).toMatchObject({
      accessToken: atZendesk?.accessToken,
      refreshToken: atZendesk?.refreshToken,
    });
    expect(stored?.accessToken).not.toBe(first?.accessToken);
    expect(stored?.renewingUntil).toBeUndefined();
  });

  it("are renewed before they end", async () => {
    const place = await openTwoProcesses();
    await place.connect();
    await keep(place, { expiresAt: new Date(Date.now() + 50_000) });
    const before = place.sandbox.zendesk.exchanges.length;
    await place.ask(0);
    const since = place.sandbox.zendesk.exchanges.slice(before);
    expect(since.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
      "POST /oauth/tokens 200",
      "GET /api/v2/users/me 200",
    ]);
  });

  it("that Zendesk renews no more are said, and asked for once", async () => {
    const place = await openTwoProcesses();
    await place.connect();
    place.sandbox.zendesk.state.oauth.tokens.clear();
    for (const process of [0, 1, 0] as const) await expect(place.ask(process)).rejects.toThrow(/401/);
    expect(place.refreshes()).toEqual([400]);
    expect(await place.problem()).toBe(JSON.stringify(say("zendesk.refuses")));
    await place.connect();
    expect(await place.problem()).toBeNull();
    expect(await place.processes[1].clients.zendesk(place.scope)).not.toBeNull();
  });

  it("are asked for again when Zendesk was out", async () => {
    const place = await openTwoProcesses();
    await place.connect();
    place.expireTokens();
    const { token, access } = await accessOf(place, async () => {
      throw new Error("Zendesk is out.");
    });
    await expect(access.renew(token)).rejects.toThrow(/out/);
    expect(await place.ask(0)).toEqual(expect.any(String));
    expect(await place.problem()).toBeNull();
  });

  it("are taken over from a process that died while it renewed them", async () => {
    const place = await openTwoProcesses();
    await place.connect();
    place.expireTokens();
    await keep(place, { renewingUntil: new Date(Date.now() + 400) });
    const started = Date.now();
    expect(await place.ask(1)).toEqual(expect.any(String));
    expect(Date.now() - started).toBeGreaterThan(300);
    expect(place.refreshes()).toEqual([200]);
  });

  it("are not used unless they are stored", async () => {
    const place = await openTwoProcesses();
    await place.connect();
    const fresh = { accessToken: "fresh", refreshToken: "next", expiresAt: new Date(Date.now() + 1e6) };
    const { token, access } = await accessOf(place, async () => {
      await place.store.execute(
        "CREATE TRIGGER full BEFORE UPDATE ON connections BEGIN SELECT RAISE(ABORT, 'disk full'); END",
      );
      return fresh;
    });
    await expect(access.renew(token)).rejects.toThrow();
    expect(await access.token()).toBe(token);
  });

  it("of somebody who connects meanwhile are kept", async () => {
    const place = await openTwoProcesses();
    await place.connect();
    const fresh = { accessToken: "fresh", refreshToken: "next", expiresAt: new Date(Date.now() + 1e6) };
    const { token, access } = await accessOf(place, async () => {
      await place.connect();
      return fresh;
    });
    const renewed = await access.renew(token);
    const stored = await place.stored();
    expect(renewed).toBe(stored?.accessToken);
    expect([token, "fresh"]).not.toContain(renewed);
  });
});

it("every request to Zendesk says which app of its marketplace it is from", async () => {
  const place = await openTwoProcesses();
  await place.connect();
  await place.ask(0);
  const ours = place.sandbox.zendesk.exchanges.filter(
    ({ path }) => !path.startsWith("/oauth/authorizations"),
  );
  expect(ours.length).toBeGreaterThan(4);
  for (const { requestHeaders } of ours) {
    expect(requestHeaders).toMatchObject({
      "user-agent": "Sidethread/0.1",
      "x-zendesk-marketplace-name": "Sidethread",
      "x-zendesk-marketplace-organization-id": "77",
      "x-zendesk-marketplace-app-id": "4711",
    });
  }
});

/** The access that one process has, with a token endpoint of the test's own. */
async function accessOf(
  { scope, sealer, processes, stored }: Place,
  refresh: Parameters<typeof createTokenAccess>[0]["refresh"],
) {
  const tokens = await stored();
  if (!tokens) throw new Error("There are no tokens.");
  const { database } = processes[0];
  const which = { vendor: "zendesk", key: "" } as const;
  const renewal = { database, sealer, scope, ...which, refresh, refusal: say("zendesk.refuses") };
  return { token: tokens.accessToken, access: createTokenAccess(renewal, tokens) };
}

async function keep(place: Place, change: Partial<NonNullable<Awaited<ReturnType<Place["stored"]>>>>) {
  const { scope, sealer, processes, stored } = place;
  const tokens = await stored();
  if (!tokens) throw new Error("There are no tokens.");
  await processes[0].database.write((tx) =>
    changeConnectionSecrets(tx, scope, sealer, "zendesk", { tokens: { ...tokens, ...change } }),
  );
}
