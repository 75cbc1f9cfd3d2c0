// Plain JavaScript: a thread starts without the loader that reads TypeScript.
import { parentPort, workerData } from "node:worker_threads";
import { createClient } from "@libsql/client";

const { url, statement, lock, busyMs } = workerData;
const [NEXT, SERVED] = [0, 1];
const counters = new Int32Array(lock);
const client = createClient({ url, concurrency: 1, timeout: busyMs });

/** The thread's side of `database/write-lock`: it may wait. */
async function locked(work) {
  const ticket = Atomics.add(counters, NEXT, 1);
  for (let served = Atomics.load(counters, SERVED); served !== ticket; ) {
    Atomics.wait(counters, SERVED, served);
    served = Atomics.load(counters, SERVED);
  }
  try {
    return await work();
  } finally {
    Atomics.add(counters, SERVED, 1);
    Atomics.notify(counters, SERVED);
  }
}

parentPort.on("message", async (args) => {
  try {
    await locked(() => client.batch([{ sql: statement, args }], "write"));
    parentPort.postMessage(null);
  } catch (error) {
    // libSQL leaves a statement open that found the file busy; its connection is good for nothing more.
    if (String(error.code).startsWith("SQLITE_BUSY")) await client.reconnect();
    parentPort.postMessage(String(error));
  }
});
