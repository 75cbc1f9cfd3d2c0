// Plain JavaScript: a thread starts without the loader that reads TypeScript.
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import Connection from "libsql";
import { createThreadLock } from "../database/write-lock.mjs";

const { path, pragmas, statement, shared, busyMs } = workerData;
const BATCHES = 64;
const lock = createThreadLock(shared);
const connection = new Connection(path, { timeout: busyMs });
for (const pragma of pragmas) connection.exec(pragma);
const begin = connection.prepare("BEGIN IMMEDIATE");
const insert = connection.prepare(statement);
const commit = connection.prepare("COMMIT");

/** All of them, or none. */
function insertTogether(rows) {
  const now = Date.now();
  begin.run();
  try {
    for (const row of rows) insert.run([...row, now]);
    commit.run();
  } catch (error) {
    if (connection.inTransaction) connection.exec("ROLLBACK");
    throw error;
  }
}

/** Stores a batch, with all that has come meanwhile; returns whether the thread is to end. */
function store(first) {
  let upTo = first.id;
  let error = null;
  let ends = false;
  try {
    lock.hold(() => {
      const { rows } = first;
      for (let more = 1; more < BATCHES; more += 1) {
        const next = receiveMessageOnPort(parentPort);
        if (!next) break;
        ends = next.message === null;
        if (ends) break;
        rows.push(...next.message.rows);
        upTo = next.message.id;
      }
      insertTogether(rows);
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
