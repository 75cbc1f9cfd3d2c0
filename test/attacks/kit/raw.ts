import { connect, type Socket } from "node:net";

export interface RawAnswer {
  /** All that was received, as Latin-1. */
  text: string;
  statuses: number[];
  /** Milliseconds until the server hung up; null where it did not in time. */
  endedAfter: number | null;
  /** Bytes that the server took before it did. */
  taken: number;
}

interface RawOptions {
  patienceMs?: number;
  /** Writes what comes after the first bytes, for as long as the connection is open. */
  goOn?(socket: Socket): void;
}

/** Writes bytes to a server, whether they are a request or not, until it hangs up. */
export async function sendRaw(
  origin: string,
  bytes: string | Buffer,
  { patienceMs = 5_000, goOn }: RawOptions = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  const began = performance.now();
  const socket = connect(Number(port), hostname);
  const received: Buffer[] = [];
  socket.on("data", (some) => received.push(some));
  socket.on("error", () => {});
  let ended = true;
  const timer = setTimeout(() => {
    ended = false;
    socket.destroy();
  }, patienceMs);
  socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  goOn?.(socket);
  await new Promise((resolve) => socket.once("close", resolve));
  clearTimeout(timer);
  const text = Buffer.concat(received).toString("latin1");
  return {
    text,
    statuses: [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status)),
    endedAfter: ended ? performance.now() - began : null,
    taken: socket.bytesWritten,
  };
}

/** The head of a request that asks for the connection to be closed. */
export const headOf = (method: string, path: string, headers: Record<string, string> = {}) =>
  [
    `${method} ${path} HTTP/1.1`,
    ...Object.entries({ host: "attacked.example", connection: "close", ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
    "",
    "",
  ].join("\r\n");
