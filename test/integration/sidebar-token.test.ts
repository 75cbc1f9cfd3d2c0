import { generateKeyPair, SignJWT } from "jose";
import { expect, it } from "vitest";
import { openScene } from "./kit/scene.ts";
import { sidebarToken } from "./kit/sidebar-token.ts";

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

it("only the token of the installed app opens the sidebar; every other is refused alike", async () => {
  const { system, sandbox } = await openScene({ withApp: true, connect: ["zendesk"] });
  const { world } = sandbox;
  const other = `${system.serverOrigin}/operator/accounts/another`;
  const made = await fetch(other, {
    method: "PUT",
    headers: { authorization: `Bearer ${system.operatorToken}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "Another" }),
  });
  expect(made.status).toBe(200);
  const read = (authorization?: string) =>
    fetch(
      `${system.serverOrigin}/app/sidebar?ticket_id=1`,
      authorization ? { headers: { authorization } } : {},
    );

  const good = await sidebarToken(sandbox);
  expect((await read(`Bearer ${good}`)).status).toBe(200);
  expect((await read(`Bearer ${await sidebarToken(sandbox, { issuedAt: 10 })}`)).status).toBe(200);

  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: world.account.subdomain, iat: now, exp: now + 300 };
  const { privateKey } = await generateKeyPair("RS256");
  const [header, payload, signature] = good.split(".");
  const attacks: Record<string, string | undefined> = {
    "no header": undefined,
    "no bearer": good,
    "not a token": "Bearer x",
    empty: "Bearer ",
    "alg none": `Bearer ${encoded({ alg: "none" })}.${encoded(claims)}.`,
    "alg None with the old signature": `Bearer ${encoded({ alg: "None" })}.${payload}.${signature}`,
    "no signature": `Bearer ${header}.${payload}.`,
    RS256: `Bearer ${await new SignJWT(claims).setProtectedHeader({ alg: "RS256" }).sign(privateKey)}`,
    HS512: `Bearer ${await sidebarToken(sandbox, { algorithm: "HS512" })}`,
    "another secret": `Bearer ${await sidebarToken(sandbox, { secret: "x".repeat(43) })}`,
    "another account": `Bearer ${await sidebarToken(sandbox, { issuer: "another" })}`,
    "an unknown account": `Bearer ${await sidebarToken(sandbox, { issuer: "nobody" })}`,
    "the whole host": `Bearer ${await sidebarToken(sandbox, { issuer: "moorlicht.zendesk.com" })}`,
    "no issuer": `Bearer ${await sidebarToken(sandbox, { issuer: undefined })}`,
    "a number as issuer": `Bearer ${await sidebarToken(sandbox, { issuer: 7 })}`,
    "an object as issuer": `Bearer ${await sidebarToken(sandbox, { issuer: { a: 1 } })}`,
    "a list as issuer": `Bearer ${await sidebarToken(sandbox, { issuer: [world.account.subdomain] })}`,
    expired: `Bearer ${await sidebarToken(sandbox, { issuedAt: -200, expires: -60 })}`,
    "issued long ago": `Bearer ${await sidebarToken(sandbox, { issuedAt: -3600, expires: 3600 })}`,
    "issued in the future": `Bearer ${await sidebarToken(sandbox, { issuedAt: 120 })}`,
    "no iat": `Bearer ${await sidebarToken(sandbox, { issuedAt: null })}`,
    "no exp": `Bearer ${await sidebarToken(sandbox, { expires: null })}`,
    "neither iat nor exp": `Bearer ${await sidebarToken(sandbox, { issuedAt: null, expires: null })}`,
    "changed claims": `Bearer ${header}.${encoded({ ...claims, sub: "2" })}.${signature}`,
  };
  const bodies = new Set<string>();
  for (const [name, authorization] of Object.entries(attacks)) {
    const answer = await read(authorization);
    expect([name, answer.status, answer.headers.get("content-type")]).toEqual([
      name,
      401,
      "application/problem+json",
    ]);
    bodies.add(await answer.text());
  }
  expect([...bodies]).toEqual([expect.stringContaining("Not signed in")]);
});
