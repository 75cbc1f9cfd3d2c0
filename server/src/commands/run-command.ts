import { type Config, readConfig } from "../config.ts";

/** Runs an operator's command in the server's environment. One that throws says why and ends with 1. */
export async function runCommand(work: (config: Config, given: string | undefined) => Promise<void>) {
  try {
    await work(readConfig(process.env), process.argv[2]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
