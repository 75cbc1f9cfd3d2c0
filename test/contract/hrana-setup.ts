import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@libsql/client";
import { onTestFinished } from "vitest";
import { createHranaServer, type HranaOptions, type HranaServer } from "../sandbox/hrana/hrana-server.ts";
import { listen } from "../sandbox/kit/listen.ts";

export interface Remote {
  server: HranaServer;
  origin: string;
  client: Client;
  /** Another client of the same database. */
  another(): Client;
}

/** A libSQL server of the test's own with a client; gone when the test is finished. */
export async function startRemote(options: Omit<HranaOptions, "file"> = {}): Promise<Remote> {
  const folder = await mkdtemp(join(tmpdir(), "sidethread-hrana-"));
  const server = createHranaServer({ file: join(folder, "remote.db"), ...options });
  const { origin, close } = await listen(server);
  const clients: Client[] = [];
  const another = () => {
    const { authToken } = options;
    const client = createClient({ url: origin, ...(authToken === undefined ? {} : { authToken }) });
    clients.push(client);
    return client;
  };
  onTestFinished(async () => {
    for (const client of clients) client.close();
    await close();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { server, origin, client: another(), another };
}

/** The same, with an empty table of notes whose bodies are unique. */
export async function startWithNotes(options: Parameters<typeof startRemote>[0] = {}) {
  const remote = await startRemote(options);
  const { client } = remote;
  await client.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT UNIQUE)");
  return {
    ...remote,
    /** The notes' bodies, oldest first. */
    async bodies() {
      const { rows } = await client.execute("SELECT body FROM notes ORDER BY id");
      return rows.map(({ body }) => body);
    },
  };
}

/** The error's code, else its cause's, else its message: what a caller can tell failures apart by. */
export async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    for (let cause = error; cause instanceof Error; cause = cause.cause) {
      if ("code" in cause) return String(cause.code);
    }
    return String(error);
  }
  return "no failure";
}
