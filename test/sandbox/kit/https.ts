import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { generate } from "selfsigned";
import type { Listening } from "./listen.ts";

export interface ListeningSecurely extends Listening {
  /** The certificate in PEM, for `NODE_EXTRA_CA_CERTS`. */
  certificateFile: string;
}

type Fetch = Parameters<typeof createAdaptorServer>[0]["fetch"];

/** Serves an app over https on the loopback address, with a certificate that is made for it; port 0 takes any free port. */
export async function listenSecurely(app: { fetch: Fetch }, port = 0): Promise<ListeningSecurely> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "127.0.0.1" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  const folder = await mkdtemp(join(tmpdir(), "sandbox-certificate-"));
  const certificateFile = join(folder, "certificate.pem");
  await writeFile(certificateFile, cert);

  const server = createAdaptorServer({ fetch: app.fetch, createServer, serverOptions: { key, cert } });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    origin: `https://127.0.0.1:${bound}`,
    certificateFile,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
      await rm(folder, { recursive: true });
    },
  };
}
