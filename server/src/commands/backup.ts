import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import type { Config } from "../config.ts";
import { createFileClient } from "../database/file-client.ts";
import { databaseFile } from "./database-file.ts";
import { makeDatabaseFile } from "./durable-file.ts";
import { runCommand } from "./run-command.ts";

/** Writes the database as it is at this moment into a new file, while servers work. */
async function backup(config: Config, path: string | undefined): Promise<void> {
  const file = databaseFile(config);
  if (path === undefined) throw new Error("Say where to: backup PATH");
  if (!existsSync(file)) throw new Error(`There is no database at ${file}.`);
  if (existsSync(path)) throw new Error(`There is a file at ${path} already.`);
  const startedAt = new Date();
  const client = createFileClient(file);
  await makeDatabaseFile(path, {
    async write(partial) {
      await client.execute({ sql: "VACUUM INTO ?", args: [partial] });
    },
  });
  client.close();
  const { size } = await stat(path);
  const seconds = ((Date.now() - startedAt.getTime()) / 1000).toFixed(1);
  console.log(`${path}: ${size} bytes in ${seconds} s, checked.`);
  console.log(`It holds all that was acknowledged before ${startedAt.toISOString()}.`);
}

await runCommand(backup);
