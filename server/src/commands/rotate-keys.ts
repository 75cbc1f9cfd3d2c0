import { createSealer } from "../accounts/seal.ts";
import type { Config } from "../config.ts";
import { openDatabase } from "../database/database.ts";
import { findLeftBehind } from "./find-left-behind.ts";
import { reseal } from "./reseal.ts";
import { runCommand } from "./run-command.ts";
import { sealedColumns } from "./sealed-columns.ts";

/** Seals everything under the first of `SECRET_KEYS`, while servers work, and says whether the others can go. */
async function rotateKeys(config: Config): Promise<void> {
  const [current, ...older] = config.SECRET_KEYS.map(({ id }) => id);
  if (current === undefined || older.length === 0)
    throw new Error("SECRET_KEYS has one key. Put the new one first and keep the old one behind it.");
  const database = await openDatabase(config.DATABASE_URL, config.DATABASE_TOKEN);
  try {
    let unopened = 0;
    for (const sealed of sealedColumns) {
      const done = await reseal(database.write, createSealer(config.SECRET_KEYS), current, sealed);
      console.log(`${done.name}: ${done.resealed} sealed anew, ${done.unopened} could not be opened`);
      unopened += done.unopened;
    }
    const left = await findLeftBehind(database.read, older);
    for (const { name, count } of left) console.log(`${name}: ${count} still under an old key`);
    if (unopened > 0 || left.length > 0) throw new Error("Keep the old keys: something still needs one.");
    console.log(`Everything is sealed under ${current}. These keys can go: ${older.join(", ")}.`);
  } finally {
    database.close();
  }
}

await runCommand(rotateKeys);
