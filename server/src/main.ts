import { readConfig } from "./config.ts";
import { createLog } from "./log.ts";
import { startServer } from "./server.ts";

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL);
  const server = await startServer(config, log);
  log.info({ port: server.port, publicUrl: config.PUBLIC_URL }, "listening");

  const stop = async (signal: string) => {
    log.info({ signal }, "stopping");
    await server.stop();
    log.info("stopped");
    process.exit(0);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
