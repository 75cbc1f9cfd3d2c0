// Plain JavaScript: a thread starts without the loader that reads TypeScript.
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import Connection from "libsql";
import { createThreadLock } from "../database/write-lock.mjs";

const { path, pragmas, statement, shared, busyMs } = workerData;
const BATCHES = 64;
const lock = createThreadLock(shared);
const connection = new Connection(path, { timeout: busyMs });
for (const pragma of pragmas) connection.exec(pragma);
const insert = connection.prepare(statement);

/** Stores a batch, with all that has come meanwhile; returns whether the thread is to end. */
function store(first) {
  let upTo = first.id;
  let error = null;
  let ends = false;
  try {
    lock.hold(() => {
      const rows = [first.rows];
      for (let more = 1; more < BATCHES; more += 1) {
        const next = receiveMessageOnPort(parentPort);
        if (!next) break;
        ends = next.message === null;
        if (ends) break;
        rows.push(next.message.rows);
        upTo = next.message.id;
      }
      insert.run([`[${rows.join()}]`, Date.now()]);
    });
  } catch (thrown) {
    error = String(thrown);
  }
  parentPort.postMessage({ upTo, error });
  return ends;
}

parentPort.on("message", (message) => {
  const ends = message === null || store(message);
  if (!ends) return;
  connection.close();
  parentPort.close();
});
