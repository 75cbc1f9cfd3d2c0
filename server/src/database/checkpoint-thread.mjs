// Plain JavaScript: a thread starts without the loader that reads TypeScript.
import { parentPort, workerData } from "node:worker_threads";
import Connection from "libsql";
import { createThreadLock } from "./write-lock.mjs";

const { path, pragmas, shared, busyMs } = workerData;
/** Some megabytes of log at the most. */
const EVERY_MS = 250;

const lock = createThreadLock(shared);
const connection = new Connection(path, { timeout: busyMs });
for (const pragma of pragmas) connection.exec(pragma);
const checkpoint = connection.prepare("PRAGMA wal_checkpoint(PASSIVE)");
let moved = -1;

/** Most of it beside the writers, and the rest while they wait: only a log that is moved whole begins anew. */
function moveLog() {
  if (lock.served() === moved) return;
  checkpoint.all();
  lock.hold(() => checkpoint.all());
  moved = lock.served();
}

const timer = setInterval(() => {
  try {
    moveLog();
  } catch (error) {
    parentPort.postMessage(String(error));
  }
}, EVERY_MS);

parentPort.on("message", () => {
  clearInterval(timer);
  connection.close();
  parentPort.close();
});
