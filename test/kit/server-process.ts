import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { bundleServer } from "./bundle-server.ts";
import { eventually } from "./wait.ts";

export interface ServerProcessOptions {
  /** The server's environment; host, port and log level are set here. */
  env: Record<string, string>;
  /** Any free port when absent. */
  port?: number;
  /** A source to run in place of the bundled server. */
  entry?: URL;
  /** Further options of Node, such as `--cpu-prof`. */
  nodeOptions?: string[];
}

export interface ServerProcess {
  port: number;
  origin: string;
  /** The newest lines of its log. */
  readonly log: string[];
  /** Ends it at once, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Stops its clock: it does nothing at all until it is thawed. */
  freeze(): void;
  thaw(): void;
  /** Asks it to stop, and waits for it. */
  stop(): Promise<void>;
  /** Starts it again, on the same port and database. */
  start(): Promise<void>;
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const START_MS = 60_000;
const LINES_KEPT = 2000;

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Starts the server as a process of its own, and waits until it can take work. */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const { env, port = await findFreePort(), entry, nodeOptions = [] } = options;
  const script = entry ? ["--import", "tsx", fileURLToPath(entry)] : [(await bundleServer())("main")];
  const origin = `http://127.0.0.1:${port}`;
  const log: string[] = [];
  let child: ChildProcess | null = null;
  let ended: Promise<void> = Promise.resolve();

  async function start(): Promise<void> {
    const started = spawn(process.execPath, [...nodeOptions, ...script], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        HOST: "127.0.0.1",
        PORT: String(port),
        PUBLIC_URL: origin,
        LOG_LEVEL: "warn",
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = started;
    running.add(started);
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        log.push(...text.split("\n").filter(Boolean));
        log.splice(0, log.length - LINES_KEPT);
      });
    }
    let gone = false;
    ended = new Promise((resolve) =>
      started.once("close", () => {
        gone = true;
        running.delete(started);
        resolve();
      }),
    );
    const ready = () => fetch(`${origin}/readyz`).then(({ ok }) => ok);
    await eventually(async () => gone || (await ready()), { timeout: START_MS }).catch(() => {
      gone = true;
    });
    if (gone) throw new Error(`The server did not start:\n${log.slice(-20).join("\n")}`);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    child?.kill(signal);
    await ended;
  }

  await start();
  return {
    port,
    origin,
    log,
    start,
    kill: () => end("SIGKILL"),
    freeze: () => void child?.kill("SIGSTOP"),
    thaw: () => void child?.kill("SIGCONT"),
    stop: () => end("SIGTERM"),
  };
}

/** A port that nothing listens on, from a range that the system gives to nobody by itself. */
async function findFreePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once("error", () => resolve(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}
