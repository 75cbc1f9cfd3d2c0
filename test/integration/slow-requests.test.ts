import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { readConfig } from "@sidethread/server/config";
import { createLog } from "@sidethread/server/log";
import { startServer } from "@sidethread/server/server";
import { expect, it, onTestFinished } from "vitest";
import { openStore } from "./kit/store.ts";

async function openDoor() {
  const { databaseUrl } = await openStore();
  const config = readConfig({
    HOST: "127.0.0.1",
    PORT: "0",
    PUBLIC_URL: "https://texts.example",
    DATABASE_URL: databaseUrl,
    SECRET_KEYS: `slow:${randomBytes(32).toString("base64")}`,
    OPERATOR_TOKEN: "operator-of-the-slow",
    WORKERS: "0",
  });
  const server = await startServer(config, createLog("silent"));
  onTestFinished(() => server.stop());
  return server;
}

interface Ended {
  /** The status of the first answer; null: none. */
  status: number | null;
  seconds: number;
}

/** Writes what comes, until the server has had enough or there is no more; tells how it ended. */
async function speak(port: number, words: AsyncIterable<string> | Iterable<string>): Promise<Ended> {
  const started = performance.now();
  const socket: Socket = connect(port, "127.0.0.1");
  let heard = "";
  let isClosed = false;
  socket.setEncoding("latin1").on("data", (text: string) => {
    heard += text;
  });
  socket.on("error", () => {});
  const closed = new Promise<void>((resolve) =>
    socket.once("close", () => {
      isClosed = true;
      resolve();
    }),
  );
  for await (const some of words) {
    if (isClosed) break;
    socket.write(some);
  }
  await closed;
  const [, status] = heard.match(/^HTTP\/1\.1 (\d{3})/) ?? [];
  return {
    status: status === undefined ? null : Number(status),
    seconds: (performance.now() - started) / 1000,
  };
}

/** A word, and then a letter now and then without end. */
async function* dribble(first: string, letter: string) {
  yield first;
  for (let i = 0; i < 200; i += 1) {
    await pause(250);
    yield letter;
  }
}

const head = (method: string, path: string, ...lines: string[]) =>
  [`${method} ${path} HTTP/1.1`, "Host: texts.example", ...lines, "", ""].join("\r\n");

const WEBHOOK = "/webhooks/twilio/a-key/texts";
/** Seconds, with some to spare where the machine is busy. */
const SLOW_HEAD = 9;
const SLOW_BODY = 18;

it("lets nobody hold a connection for long, and serves others meanwhile", { timeout: 40_000 }, async () => {
  const { port } = await openDoor();
  const slow = Promise.all([
    speak(port, dribble("", "")),
    speak(port, dribble("GET /healthz HTTP/1.1\r\nX-Slow: ", "x")),
    speak(port, dribble(head("POST", WEBHOOK, "Content-Length: 100000"), "x")),
    speak(port, dribble(head("POST", WEBHOOK, "Transfer-Encoding: chunked"), "1\r\nx\r\n")),
    speak(port, dribble(head("PATCH", "/admin/settings", "Content-Length: 100000"), "{")),
    speak(port, dribble(head("GET", "/healthz", "Content-Length: 100000"), "x")),
    speak(port, dribble(head("POST", "/nowhere", "Transfer-Encoding: chunked"), "1\r\nx\r\n")),
  ]);
  let served = 0;
  let slowest = 0;
  let isOver = false;
  const serving = (async () => {
    while (!isOver) {
      const started = performance.now();
      served += (await fetch(`http://127.0.0.1:${port}/readyz`)).ok ? 1 : 0;
      slowest = Math.max(slowest, performance.now() - started);
      await pause(200);
    }
  })();
  const [silent, slowHead, ...slowBodies] = await slow;
  isOver = true;
  await serving;
  expect([silent?.seconds, slowHead?.seconds].every((seconds = 99) => seconds < SLOW_HEAD)).toBe(true);
  expect(slowHead?.status).toBe(408);
  expect(slowBodies.map(({ seconds }) => seconds < SLOW_BODY)).toEqual(slowBodies.map(() => true));
  expect(slowBodies.slice(0, 2).map(({ status }) => status)).toEqual([408, 408]);
  expect(served).toBeGreaterThan(5);
  expect(slowest).toBeLessThan(4_000);
});

it("reads no more of a request than it has to", { timeout: 30_000 }, async () => {
  const { port } = await openDoor();
  const routes = [
    ["POST", WEBHOOK, 1],
    ["POST", "/webhooks/klaviyo/a-key", 8],
    ["POST", "/webhooks/shopify/compliance", 1],
    ["PATCH", "/admin/settings", 0.25],
    ["POST", "/admin/connections/klaviyo", 0.25],
    ["PUT", "/operator/accounts/acme", 0.25],
    ["POST", "/operator/accounts/acme/connections", 0.25],
    ["POST", "/oauth/zendesk/start", 0.25],
    ["POST", "/l/1", 0.25],
  ] as const;
  const MEGABYTE = 1024 * 1024;
  for (const [method, path, megabytes] of routes) {
    const length = megabytes * MEGABYTE + 1;
    const declared = await speak(port, [
      head(method, path, `Content-Length: ${length}`, "Connection: close"),
      "x",
    ]);
    expect([path, declared.status]).toEqual([path, 413]);
    let written = 0;
    function* withoutEnd() {
      yield head(method, path, "Transfer-Encoding: chunked", "Connection: close");
      const chunk = `${(64 * 1024).toString(16)}\r\n${"x".repeat(64 * 1024)}\r\n`;
      for (; written < length + 4 * MEGABYTE; written += 64 * 1024) yield chunk;
      yield "0\r\n\r\n";
    }
    const undeclared = await speak(port, withoutEnd());
    expect([path, undeclared.status]).toEqual([
      path,
      path.startsWith("/webhooks/") ? 413 : expect.any(Number),
    ]);
  }
  const large = await speak(port, [head("GET", "/healthz", `X-Large: ${"x".repeat(17 * 1024)}`)]);
  const longPath = await speak(port, [head("GET", `/l/${"x".repeat(17 * 1024)}`)]);
  expect([large.status, longPath.status]).toEqual([431, 431]);
});
