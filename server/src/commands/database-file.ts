import type { Config } from "../config.ts";
import { filePath } from "../database/file-client.ts";

/** The path of the server's database; throws where it is none of our files. */
export function databaseFile({ DATABASE_URL }: Config): string {
  if (!DATABASE_URL.startsWith("file:"))
    throw new Error("The database is at a libSQL server, which has its own backups: see docs/operating.md.");
  return filePath(DATABASE_URL);
}
