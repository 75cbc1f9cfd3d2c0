import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { listTables } from "../../integration/kit/data-file.ts";
import { openScene } from "../../integration/kit/scene.ts";
import { sidebarToken } from "../../integration/kit/sidebar-token.ts";
import { makeAttacker } from "./attacker.ts";
import { type Answer, type AttackRequest, createClient as createHttpClient } from "./client.ts";
import { readRoutes, type Security } from "./routes.ts";
import { changesBetween, takeSnapshot } from "./snapshot.ts";
import { seedVictim } from "./victim.ts";

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** One server with two accounts on it: one that has everything, and one that wants it. */
export async function openStage() {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-attacks-"));
  const databaseUrl = `file:${join(folder, "attacked.db")}`;
  const stops: (() => Promise<void>)[] = [];
  const scene = await openScene({ withApp: true, databaseUrl, rateLimits: 0 }, (stop) => stops.push(stop));
  const { system, sandbox } = scene;
  const store = createClient({ url: databaseUrl });
  const tables = await listTables(store);
  const attacker = await makeAttacker(scene, store);
  const victim = await seedVictim(scene, store);
  await scene.quiet();
  const look = () => takeSnapshot(store, victim.accountId, tables);
  let known = await look();

  return {
    scene,
    sandbox,
    store,
    origin: system.serverOrigin,
    operatorToken: system.operatorToken,
    attacker,
    victim,
    routes: await readRoutes(system.serverOrigin),
    send: createHttpClient(system.serverOrigin),
    /** What the attacker may truly show, for a route that wants it. */
    async attackersHeaders(security: Security): Promise<Record<string, string>> {
      switch (security) {
        case "adminSession":
          return { "x-sidethread-session": await attacker.session() };
        case "operatorToken":
          return { authorization: `Bearer ${system.operatorToken}` };
        case "sidebarToken": {
          const { subdomain: issuer, sidebarSecret: secret } = attacker;
          return { authorization: `Bearer ${await sidebarToken(sandbox, { issuer, secret })}` };
        }
      }
    },
    /** What an answer tells of the victim that was not told to the server with the request. */
    leakIn({ text, headers }: Answer, request: AttackRequest): string | null {
      const told = JSON.stringify(request) + decodeURIComponent(request.path);
      const answered = text + JSON.stringify([...headers]);
      const leaked = victim.marks.find((mark) => answered.includes(mark) && !told.includes(mark));
      return leaked === undefined ? null : `the answer tells ${leaked}`;
    },
    /** What changed in the victim's account since this was asked last, or since it settled; but for what may change. */
    async changes(mayChange?: RegExp): Promise<string | null> {
      const before = known;
      known = await look();
      const changed = changesBetween(before, known).filter((place) => !mayChange?.test(place));
      return changed.length > 0 ? `changed ${changed.join(", ")}` : null;
    },
    /** Waits until the victim's account has done what came to it rightly. */
    async settle(): Promise<void> {
      await scene.quiet();
      known = await look();
    },
    async close() {
      store.close();
      for (const stop of stops) await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
