// Plain JavaScript: a thread starts without the loader that reads TypeScript.
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import Connection from "libsql";

const { path, pragmas, statement, lock, busyMs } = workerData;
const [NEXT, SERVED] = [0, 1];
const BATCHES = 64;
const counters = new Int32Array(lock);
const connection = new Connection(path, { timeout: busyMs });
for (const pragma of pragmas) connection.exec(pragma);
const insert = connection.prepare(statement);

/** The thread's side of `database/write-lock`: it may wait. */
function locked(work) {
  const ticket = Atomics.add(counters, NEXT, 1);
  for (let served = Atomics.load(counters, SERVED); served !== ticket; ) {
    Atomics.wait(counters, SERVED, served);
    served = Atomics.load(counters, SERVED);
  }
  try {
    work();
  } finally {
    Atomics.add(counters, SERVED, 1);
    Atomics.notify(counters, SERVED);
  }
}

/** Stores a batch, with all that has come meanwhile; returns whether the thread is to end. */
function store(first) {
  let upTo = first.id;
  let error = null;
  let ends = false;
  try {
    locked(() => {
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
