// Loaded before all else, in every thread: the clock shows what CLOCK_AHEAD_MS says.
import { syncBuiltinESMExports } from "node:module";
import threads from "node:worker_threads";

const ahead = Number(process.env.CLOCK_AHEAD_MS);
const RealDate = Date;
const RealWorker = threads.Worker;

globalThis.Date = class extends RealDate {
  static now() {
    return RealDate.now() + ahead;
  }

  constructor(...given) {
    super(...(given.length === 0 ? [RealDate.now() + ahead] : given));
  }
};

threads.Worker = class extends RealWorker {
  constructor(file, options) {
    super(file, { ...options, execArgv: ["--import", import.meta.url] });
  }
};
syncBuiltinESMExports();
