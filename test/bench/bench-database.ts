import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { saveAccount } from "@sidethread/server/accounts/account-store";
import { saveConnection } from "@sidethread/server/accounts/connection-store";
import { createSealer } from "@sidethread/server/accounts/seal";
import { openDatabase } from "@sidethread/server/database/database";
import { grantScope } from "@sidethread/server/database/grant-scope";
import type { EventTarget } from "./zendesk-event.ts";

export interface BenchDatabase {
  url: string;
  /** What a server on this database needs. */
  env: Record<string, string>;
  accountId: string;
  zendesk: EventTarget;
  remove(): Promise<void>;
}

/** A database with one account that is connected to Zendesk, and to nothing that could be called. */
export async function makeBenchDatabase(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-bench-"));
  const url = `file:${join(folder, "bench.db")}`;
  const key = { id: "bench", bytes: randomBytes(32) };
  const sealer = createSealer([key]);
  const signingSecret = randomBytes(32).toString("base64");
  const hookKey = randomBytes(24).toString("base64url");
  const database = await openDatabase(url);
  const account = await database.write(async (tx) => {
    const saved = await saveAccount(tx, sealer, { subdomain: "bench", name: "Bench", settings: {} });
    await saveConnection(tx, sealer, {
      vendor: "zendesk",
      scope: grantScope(saved.id),
      hookKey,
      details: { email: "admin@example.com" },
      secrets: { apiToken: "none", signingSecret },
    });
    return saved;
  });
  database.close();
  return {
    url,
    accountId: account.id,
    env: {
      DATABASE_URL: url,
      SECRET_KEYS: `${key.id}:${key.bytes.toString("base64")}`,
      OPERATOR_TOKEN: "bench-operator-token",
      BENCH_SIGNING_SECRET: signingSecret,
    },
    zendesk: { path: `/webhooks/zendesk/${hookKey}`, signingSecret },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
