import { connect } from "node:net";

export interface KeepAliveClient {
  /** Sends a POST and gives the status of its answer. One at a time. */
  post(path: string, headers: Record<string, string>, body: string): Promise<number>;
  close(): void;
}

const END_OF_HEADERS = "\r\n\r\n";

/**
 * One HTTP/1.1 connection that is kept open, and costs so little that a generator of load does not take the cores from
 * the server that it measures. It understands answers with a `Content-Length`, or none and no body.
 */
export async function openKeepAlive(port: number): Promise<KeepAliveClient> {
  const socket = connect({ host: "127.0.0.1", port, noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  let received = "";
  let waiting: { resolve(status: number): void; reject(error: Error): void } | null = null;

  socket.setEncoding("latin1").on("data", (text: string) => {
    received += text;
    const end = received.indexOf(END_OF_HEADERS);
    if (end < 0) return;
    const head = received.slice(0, end);
    const bodyLength = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (received.length < end + END_OF_HEADERS.length + bodyLength) return;
    received = "";
    waiting?.resolve(Number(head.slice(9, 12)));
  });
  socket.on("close", () => waiting?.reject(new Error("The connection was closed.")));
  socket.on("error", (error) => waiting?.reject(error));

  return {
    post(path, headers, body) {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      const length = Buffer.byteLength(body);
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${lines.join("")}content-length: ${length}${END_OF_HEADERS}${body}`,
      );
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
      });
    },
    close: () => socket.destroy(),
  };
}
