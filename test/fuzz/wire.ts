import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import fc from "fast-check";
import { type Input, input } from "./input.ts";
import type { Place } from "./place.ts";

/** How a request is written on the wire: as it should be, or in one of the ways that are none. */
type Writing =
  | { kind: "whole" | "chunked" | "two lengths" | "length and chunks" | "no end" | "large head" }
  | { kind: "length"; told: string }
  | { kind: "cut" | "insert"; at: number; bytes: string };

export interface WireInput {
  input: Input;
  writing: Writing;
}

const writing: fc.Arbitrary<Writing> = fc.oneof(
  fc.constantFrom<Writing[]>(
    { kind: "whole" },
    { kind: "chunked" },
    { kind: "two lengths" },
    { kind: "length and chunks" },
    { kind: "no end" },
    { kind: "large head" },
  ),
  fc.record({
    kind: fc.constant("length" as const),
    told: fc.constantFrom("0", "1", "100", "99999999999", "-1", "x", "1e3", "0x10", "", "1, 1", "+5"),
  }),
  fc.record({
    kind: fc.constantFrom("cut" as const, "insert" as const),
    at: fc.nat(2_000),
    bytes: fc.oneof(
      fc.constantFrom("\r\n", "\r\n\r\n", "\n", "\0", ":", " ", "\r\nTransfer-Encoding: chunked"),
      fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((one) => String.fromCharCode(one)) }),
    ),
  }),
);

export const wireInput: fc.Arbitrary<WireInput> = fc.record({ input, writing });

/** The bytes of a request. */
function written({ input: { path, headers, body }, writing }: WireInput): Buffer {
  const chunks = Buffer.concat([
    Buffer.from(`${body.length.toString(16)}\r\n`),
    body,
    Buffer.from("\r\n0\r\n\r\n"),
  ]);
  const length = `Content-Length: ${body.length}`;
  const chunked = "Transfer-Encoding: chunked";
  const request = (more: string, sent: Buffer) => {
    const named = Object.entries({ host: "texts.example", ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    const head = [`POST ${path} HTTP/1.1`, ...named, more, "Connection: close", "", ""].join("\r\n");
    return Buffer.concat([Buffer.from(head, "latin1"), sent]);
  };
  switch (writing.kind) {
    case "whole":
      return request(length, body);
    case "chunked":
      return request(chunked, chunks);
    case "two lengths":
      return request(`${length}\r\nContent-Length: 5`, body);
    case "length and chunks":
      return request(`${length}\r\n${chunked}`, chunks);
    case "no end":
      return request(chunked, chunks.subarray(0, -5));
    case "large head":
      return request(`${length}\r\nX-Large: ${"x".repeat(100_000)}`, body);
    case "length":
      return request(`Content-Length: ${writing.told}`, body);
  }
  const whole = request(length, body);
  const at = writing.at % whole.length;
  const rest = writing.kind === "cut" ? [] : [Buffer.from(writing.bytes, "latin1"), whole.subarray(at)];
  return Buffer.concat([whole.subarray(0, at), ...rest]);
}

/** Written so, the server may wait for more: the caller hangs up. */
const HANG_UP: Writing["kind"][] = ["no end", "length", "cut", "insert"];

export interface Wire {
  /** The statuses that the server answers a request with, if any, before it hangs up. */
  send(one: WireInput): Promise<number[]>;
  close(): Promise<void>;
}

const PATIENCE_MS = 5_000;

/** Puts the server on a port of its own. */
export async function openWire({ app }: Place): Promise<Wire> {
  const underWay = new Set<Promise<unknown>>();
  const server = createAdaptorServer({
    fetch(request, env) {
      const answer = Promise.resolve(app.fetch(request, env));
      underWay.add(answer);
      const forget = () => underWay.delete(answer);
      answer.then(forget, forget);
      return answer;
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    async send(one) {
      const socket = connect(port, "127.0.0.1");
      const received: Buffer[] = [];
      socket.on("data", (bytes) => received.push(bytes));
      socket.on("error", () => {});
      socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error("The server kept silent.")));
      if (HANG_UP.includes(one.writing.kind)) socket.end(written(one));
      else socket.write(written(one));
      await new Promise((resolve) => socket.once("close", resolve));
      // The server may still be at it when nobody listens any more.
      await Promise.allSettled(underWay);
      const answers = Buffer.concat(received)
        .toString("latin1")
        .matchAll(/^HTTP\/1\.1 (\d{3})/gm);
      return [...answers].map(([, status]) => Number(status));
    },
    async close() {
      server.close();
      await once(server, "close");
    },
  };
}
