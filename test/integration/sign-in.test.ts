import { describe, expect, it } from "vitest";
import { adminWith, appOrigin, signIn, startAddress, walkSignIn } from "./kit/admin.ts";
import { consentAtZendesk, readWindow } from "./kit/consent.ts";
import { openScene } from "./kit/scene.ts";
import { openStore } from "./kit/store.ts";

async function openStage() {
  const { databaseUrl, store } = await openStore();
  const { system, sandbox } = await openScene({ connect: [], databaseUrl });
  const nameOf = (role: string) => sandbox.world.agents.find((one) => one.role === role)?.name ?? "";
  return {
    system,
    store,
    admin: nameOf("admin"),
    agent: nameOf("agent"),
    tokensAtZendesk: () => sandbox.zendesk.state.oauth.tokens.size,
    /** Begins to sign in; gives the consent page's address. */
    async begin(options: Parameters<typeof startAddress>[1] = {}) {
      const answer = await fetch(startAddress(system, options), { redirect: "manual" });
      return new URL(answer.headers.get("location") ?? "about:blank");
    },
    count: async (table: string) =>
      Number((await store.execute(`SELECT count(*) AS rows FROM ${table}`)).rows[0]?.rows),
  };
}

const failure = (message: RegExp) => ({
  result: { source: "sidethread", outcome: "failed", message: expect.stringMatching(message) },
});

describe("signing in with Zendesk", () => {
  it("gives an admin a session, and the app alone hears of it", async () => {
    const stage = await openStage();
    const answer = await walkSignIn(stage.system);
    const policy = answer.headers.get("content-security-policy") ?? "";
    const { "set-cookie": cookie, ...headers } = Object.fromEntries(answer.headers);
    expect(cookie).toBeUndefined();
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "cross-origin-opener-policy": "unsafe-none",
      "referrer-policy": "no-referrer",
    });
    expect(policy).toMatch(/default-src 'none'; script-src 'nonce-[\w+/=]+'; .*frame-ancestors 'none'/);
    const [, nonce] = policy.match(/script-src 'nonce-([^']+)'/) ?? [];
    expect(await answer.clone().text()).toContain(`<script nonce="${nonce}">`);

    const told = await readWindow(answer);
    if (told?.result.outcome !== "signed_in") throw new Error(JSON.stringify(told));
    expect(told.opener).toBe(appOrigin(stage.system));
    const { token, name, expiresAt } = told.result.session;
    expect(name).toBe(stage.admin);
    expect((Date.parse(expiresAt) - Date.now()) / 3_600_000).toBeCloseTo(12, 1);

    const session = await adminWith(stage.system, token)("GET", "/session");
    expect([session.status, await session.json()]).toEqual([
      200,
      {
        account: { subdomain: "moorlicht", name: stage.system.sandbox.world.account.name },
        admin: { name },
        expiresAt,
      },
    ]);
    const dump = JSON.stringify((await stage.store.execute("SELECT * FROM sessions")).rows);
    expect(dump).toContain(stage.admin);
    expect(dump).not.toContain(token);
    expect(stage.tokensAtZendesk()).toBe(0);
    expect(await stage.count("oauth_flows")).toBe(0);
  });

  it("makes the account of a Zendesk that is new here, once", async () => {
    const stage = await openStage();
    const first = await signIn(stage.system, { subdomain: "newcomer" });
    await signIn(stage.system, { subdomain: "newcomer" });
    expect(await (await first("GET", "/session")).json()).toMatchObject({
      account: { subdomain: "newcomer" },
    });
    expect(await stage.count("accounts")).toBe(2);
  });

  it("refuses an agent in words, and keeps nothing", async () => {
    const stage = await openStage();
    const answer = await walkSignIn(stage.system, { user: stage.agent, subdomain: "newcomer" });
    expect(answer.status).toBe(400);
    expect(await readWindow(answer)).toMatchObject(
      failure(new RegExp(`^${stage.agent} is not an admin of newcomer.zendesk.com.`)),
    );
    expect([await stage.count("sessions"), await stage.count("accounts"), stage.tokensAtZendesk()]).toEqual([
      0, 1, 0,
    ]);
  });

  it("ends in words when somebody says no", async () => {
    const stage = await openStage();
    const back = await consentAtZendesk(stage.system, (await stage.begin()).href, stage.admin, "deny");
    expect(await readWindow(await fetch(back))).toMatchObject(failure(/did not let us in/));
  });

  it("takes a state once, from the vendor that it is for, and only for minutes", async () => {
    const stage = await openStage();
    const comeBack = async () =>
      new URL(await consentAtZendesk(stage.system, (await stage.begin()).href, stage.admin));
    const refused = async (url: URL) => {
      const answer = await fetch(url);
      return [answer.status, await readWindow(answer)];
    };

    const used = await comeBack();
    expect((await fetch(used)).status).toBe(200);
    expect(await refused(used)).toEqual([400, null]);

    const elsewhere = await comeBack();
    elsewhere.pathname = "/oauth/klaviyo/callback";
    expect(await refused(elsewhere)).toEqual([400, null]);
    elsewhere.pathname = "/oauth/zendesk/callback";
    expect(await refused(elsewhere)).toEqual([400, null]);

    const late = await comeBack();
    await stage.store.execute("UPDATE oauth_flows SET expires_at = expires_at - 300000");
    expect(await refused(late)).toEqual([400, null]);

    for (const state of ["", "x", "%00", "x".repeat(5000), String(used.searchParams.get("state"))]) {
      const url = new URL(used);
      url.searchParams.set("state", state);
      expect(await refused(url)).toEqual([400, null]);
    }
    expect(await stage.count("sessions")).toBe(1);
  });

  it("takes no code that another window was given", async () => {
    const stage = await openStage();
    const mine = await stage.begin();
    const stolen = new URL(await consentAtZendesk(stage.system, (await stage.begin()).href, stage.admin));
    const state = mine.searchParams.get("state") ?? "";
    expect(mine.searchParams.get("code_challenge_method")).toBe("S256");
    stolen.searchParams.set("state", state);
    const answer = await fetch(stolen);
    expect(await readWindow(answer)).toMatchObject(failure(/did not confirm who you are/));
    expect(await stage.count("sessions")).toBe(0);
  });

  it("opens for the app alone", async () => {
    const stage = await openStage();
    const own = appOrigin(stage.system);
    const openers = [
      "https://evil.example",
      `${own}.evil.example`,
      `${own}/`,
      `${own}/path`,
      `${own}@evil.example`,
      own.replace("http:", "https:"),
      `${own}\r\nx-evil: 1`,
      "null",
      "*",
    ];
    const answers: [string, number, string | null, unknown][] = [];
    for (const opener of openers) {
      const answer = await fetch(startAddress(stage.system, { opener }), { redirect: "manual" });
      answers.push([opener, answer.status, answer.headers.get("location"), await readWindow(answer)]);
    }
    expect(answers).toEqual(openers.map((opener) => [opener, 400, null, null]));
    expect(await stage.count("oauth_flows")).toBe(0);
  });

  it("leads nowhere but to a Zendesk, and says so where the address is wrong", async () => {
    const stage = await openStage();
    const names = ["evil.example/", "a.b", "a@evil.example", "a#", "A", "-a", "a%2f", "", "a".repeat(64)];
    const answers: [string, number, string | null][] = [];
    for (const subdomain of names) {
      const answer = await fetch(startAddress(stage.system, { subdomain }), { redirect: "manual" });
      answers.push([subdomain, answer.status, answer.headers.get("location")]);
    }
    expect(answers).toEqual(names.map((name) => [name, 400, null]));
  });

  it("is begun ten times a minute from one address", async () => {
    const stage = await openStage();
    const begin = () => fetch(startAddress(stage.system), { redirect: "manual" });
    const answers = await Promise.all(Array.from({ length: 12 }, begin));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(10).fill(302), 429, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(3);
    expect(refused?.headers.get("content-type")).toBe("application/problem+json");
  });
});

describe("a session", () => {
  it("is refused alike when it is none, unknown, over, or signed out", async () => {
    const stage = await openStage();
    const refused = async (headers: Record<string, string>) => {
      const answer = await fetch(`${stage.system.serverOrigin}/admin/session`, { headers });
      return `${answer.status} ${await answer.text()}`;
    };
    const none = await refused({});
    expect(none).toMatch(/^401 .*Sign in with Zendesk/);

    const { session } = await signIn(stage.system);
    const carry = { "x-sidethread-session": session.token };
    expect(await refused({ authorization: `Bearer ${session.token}` })).toBe(none);
    expect(await refused({ "x-sidethread-session": `${session.token}x` })).toBe(none);
    expect(await refused({ "x-sidethread-session": "" })).toBe(none);
    expect(await refused(carry)).toMatch(/^200/);
    await stage.store.execute("UPDATE sessions SET expires_at = expires_at - 12 * 3600000");
    expect(await refused(carry)).toBe(none);

    const again = await signIn(stage.system);
    expect((await again("DELETE", "/session")).status).toBe(204);
    expect(await refused({ "x-sidethread-session": again.session.token })).toBe(none);
    expect(await stage.count("sessions")).toBe(0);
  });

  it("is its account's alone, and all of an account's end at once", async () => {
    const stage = await openStage();
    const [one, two, stranger] = [
      await signIn(stage.system),
      await signIn(stage.system),
      await signIn(stage.system, { subdomain: "another" }),
    ];
    const accountOf = async (admin: typeof one) => (await admin("GET", "/session")).json();
    expect(await accountOf(stranger)).toMatchObject({ account: { subdomain: "another" } });
    const elsewhere = await signIn(stage.system);
    expect((await one("DELETE", "/sessions?keep=mine")).status).toBe(204);
    expect((await elsewhere("GET", "/session")).status).toBe(401);
    expect((await two("GET", "/session")).status).toBe(401);
    expect((await one("DELETE", "/sessions?keep=theirs")).status).toBe(422);
    expect((await one("DELETE", "/sessions")).status).toBe(204);
    expect((await one("GET", "/session")).status).toBe(401);
    expect((await stranger("GET", "/session")).status).toBe(200);

    const { rows } = await stage.store.execute("SELECT action, actor FROM audit ORDER BY id");
    expect(rows.map(({ action, actor }) => [action, actor])).toEqual([
      ["admin.signed_in", stage.admin],
      ["admin.signed_in", stage.admin],
      ["admin.signed_in", stage.admin],
      ["admin.signed_in", stage.admin],
      ["sessions.ended", stage.admin],
      ["sessions.ended", stage.admin],
    ]);
  });
});
