// Plain JavaScript: a thread starts without the loader that reads TypeScript.
import { parentPort, workerData } from "node:worker_threads";
import { createClient } from "@libsql/client";

const BUSY_MS = 10_000;

const client = createClient({ url: workerData.url, concurrency: 1, timeout: BUSY_MS });

parentPort.on("message", async (args) => {
  try {
    await client.batch([{ sql: workerData.statement, args }], "write");
    parentPort.postMessage(null);
  } catch (error) {
    parentPort.postMessage(String(error));
  }
});
