import { createHash, randomBytes } from "node:crypto";
import type { Client } from "@libsql/client";
import { adminWith } from "../../integration/kit/admin.ts";
import { operate } from "../../integration/kit/operate.ts";
import type { Scene } from "../../integration/kit/scene.ts";
import { sidebarSecret } from "../../integration/kit/sidebar-token.ts";
import { eventually } from "../../kit/wait.ts";

const ATTACKER = "second";

const HOUR_MS = 3_600_000;

/** What the server keeps of a session's token. */
export const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");

/** A session of an account's admin, as signing in makes it; it ends in an hour, or has ended. */
export async function makeSession(store: Client, accountId: string, endsInMs = HOUR_MS): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const now = Date.now();
  await store.execute({
    sql: `INSERT INTO sessions (token_hash, account_id, zendesk_user_id, name, created_at, expires_at)
          VALUES (?, ?, '7', 'Mallory', ?, ?)`,
    args: [hashOf(token), accountId, now, now + endsInMs],
  });
  return token;
}

/** Another company's account on the same server, with an installed app; it knows nothing yet, and is let to do all with itself. */
export async function makeAttacker({ system, sandbox, zendeskApi }: Scene, store: Client) {
  const ours = sidebarSecret(sandbox);
  await operate(system, "PUT", `/accounts/${ATTACKER}`, { name: "Second" });
  const [row] = (
    await store.execute({ sql: "SELECT id FROM accounts WHERE subdomain = ?", args: [ATTACKER] })
  ).rows;
  const accountId = String(row?.id);
  const email = sandbox.world.agents.find(({ role }) => role === "admin")?.email;
  const zendesk = { vendor: "zendesk", email, apiToken: "sandbox-zendesk-token" };
  await operate(system, "POST", `/accounts/${ATTACKER}/connections`, zendesk);
  const secret = sidebarSecret(sandbox);
  // The app's one installation goes on as the victim's, and the attacker's Zendesk is gone again.
  for (const { installationId } of sandbox.apps.installations()) {
    const path = `/../support/apps/installations/${installationId}.json`;
    await zendeskApi("PUT", path, { settings: { sidebar_secret: ours } });
  }
  let token = await makeSession(store, accountId);
  const admin = adminWith(system, token);
  await admin("DELETE", "/connections/zendesk");
  // The server may go on with what it has opened for a moment.
  await eventually(async () => {
    const { brands } = (await (await admin("GET", "/state")).json()) as { brands: unknown[] };
    return brands.length === 0;
  });
  return {
    accountId,
    subdomain: ATTACKER,
    sidebarSecret: secret,
    /** A session that is alive. */
    async session(): Promise<string> {
      const sql = "SELECT 1 FROM sessions WHERE token_hash = ?";
      const { rows } = await store.execute({ sql, args: [hashOf(token)] });
      if (rows.length === 0) token = await makeSession(store, accountId);
      return token;
    },
    /** Takes back what they did to their own account: settings, an end, what the audit record has of it. */
    beginAnew: () =>
      store.batch([
        { sql: "UPDATE accounts SET settings = '{}', uninstalled_at = NULL WHERE id = ?", args: [accountId] },
        { sql: "DELETE FROM audit WHERE account_id = ?", args: [accountId] },
      ]),
  };
}
