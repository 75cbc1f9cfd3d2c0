import { existsSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import type { Config } from "../config.ts";
import { databaseFile } from "./database-file.ts";
import { distrustWork } from "./distrust-work.ts";
import { makeDatabaseFile } from "./durable-file.ts";
import { runCommand } from "./run-command.ts";

/** Puts a backup in the database's place, for a server that is not running. */
async function restore(config: Config, path: string | undefined): Promise<void> {
  const file = databaseFile(config);
  if (path === undefined) throw new Error("Say which: restore PATH");
  if (!existsSync(path)) throw new Error(`There is no backup at ${path}.`);
  for (const there of [file, `${file}-wal`])
    if (existsSync(there)) throw new Error(`${there} is there. Stop the server and move it away first.`);
  await makeDatabaseFile(file, {
    write: (partial) => copyFile(path, partial),
    async change(client) {
      const { lookedUp, setAside } = await distrustWork(client);
      console.log(`${lookedUp} unfinished effects will be looked up before they are made again.`);
      console.log(`${setAside} deliveries were set aside as dead letters: they may have been handled since.`);
    },
  });
  console.log(`${file}: restored, checked.`);
}

await runCommand(restore);
