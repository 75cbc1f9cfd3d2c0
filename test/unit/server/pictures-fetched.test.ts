import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { fetchMedia, LARGEST_MEDIA_BYTES, type MediaSource } from "@sidethread/server/vendors/fetch-media";
import { createGate } from "@sidethread/server/vendors/gate";
import { isPublicAddress } from "@sidethread/server/vendors/public-address";
import { VendorError } from "@sidethread/server/vendors/vendor-error";
import { createZendeskClient } from "@sidethread/server/vendors/zendesk/client";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";

/** A host of files on this machine; gone when the test is finished. */
async function openHost(answer: RequestListener) {
  const asked: { path: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? "", authorization: request.headers.authorization });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, port, asked };
}

const source = (origin: string, storage = /^files\.example$/): MediaSource => ({
  vendor: "twilio",
  origin,
  storage,
  headers: { authorization: "Basic c2FuZGJveA==" },
});

const failureOf = async (fetched: Promise<unknown>) => {
  const error = await fetched.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof VendorError)) throw new Error(`No VendorError: ${error}`);
  return error;
};

afterEach(() => void vi.useRealTimers());

describe("a file of a vendor", () => {
  it("comes from its own address, with the credentials", async () => {
    const host = await openHost((_, response) => response.end(Buffer.from([1, 2, 3])));
    expect(await fetchMedia(`${host.origin}/a`, source(host.origin))).toEqual(Uint8Array.of(1, 2, 3));
    expect(host.asked).toEqual([{ path: "/a", authorization: "Basic c2FuZGJveA==" }]);
  });

  it("comes over one redirect, which gets no credentials", async () => {
    const host = await openHost((request, response) =>
      request.url === "/a" ? response.writeHead(307, { location: "/stored" }).end() : response.end("file"),
    );
    expect(Buffer.from(await fetchMedia(`${host.origin}/a`, source(host.origin))).toString()).toBe("file");
    expect(host.asked[1]).toEqual({ path: "/stored", authorization: undefined });
  });

  it("is not looked for over a second redirect", async () => {
    const host = await openHost((_, response) => response.writeHead(302, { location: "/again" }).end());
    expect((await failureOf(fetchMedia(`${host.origin}/a`, source(host.origin)))).final).toBe(true);
    expect(host.asked).toHaveLength(2);
  });

  it.each([
    ["another host", "https://other.example/a"],
    ["another port of its own host", "http://127.0.0.1:1/a"],
    ["its own host in another's name", "https://files.example.other.example/a"],
    ["a host by http", "http://files.example/a"],
    ["a file of this machine", "file:///etc/passwd"],
    ["what is no address", "picture"],
    ["nothing", ""],
  ])("is not fetched from %s, nor over a redirect there", async (_, address) => {
    const host = await openHost((_request, response) => response.writeHead(302, { location: address }).end());
    if (address !== "" && address !== "picture") {
      expect(await failureOf(fetchMedia(address, source(host.origin)))).toMatchObject({
        status: 400,
        final: true,
      });
      expect(host.asked).toEqual([]);
    }
    expect((await failureOf(fetchMedia(`${host.origin}/a`, source(host.origin)))).final).toBe(true);
  });

  it.each([
    "https://localhost:PORT/a",
    "https://127.0.0.1:PORT/a",
    "https://2130706433:PORT/a",
    "https://0x7f.1:PORT/a",
    "https://[::1]:PORT/a",
    "https://[::ffff:127.0.0.1]:PORT/a",
    "https://10.0.0.1/a",
    "https://192.168.1.1/a",
    "https://169.254.169.254/latest/meta-data",
  ])("is not fetched from a private address where any host will do: %s", async (address) => {
    const own = await openHost((_, response) => response.end());
    const here = await openHost((_, response) => response.end("secret"));
    const error = await failureOf(
      fetchMedia(address.replace("PORT", String(here.port)), source(own.origin, /^/)),
    );
    expect(error).toMatchObject({ status: 400, final: true, message: expect.stringContaining("private") });
    expect(here.asked).toEqual([]);
  });

  it("is not fetched over a redirect to a name that has a private address", async () => {
    const here = await openHost((_, response) => response.end("secret"));
    const location = `https://localhost:${here.port}/a`;
    const own = await openHost((_, response) => response.writeHead(302, { location }).end());
    const error = await failureOf(fetchMedia(`${own.origin}/a`, source(own.origin, /^localhost$/)));
    expect(error.message).toContain("private address");
    expect(here.asked).toEqual([]);
  });

  it.each([404, 410, 500, 503])("that is answered with %i is not there", async (status) => {
    const host = await openHost((_, response) => response.writeHead(status).end("no"));
    const error = await failureOf(fetchMedia(`${host.origin}/a`, source(host.origin)));
    expect(error).toMatchObject({ status, final: status < 500 });
  });

  it("that says it is 50 MB is not read at all", async () => {
    const host = await openHost((_, response) =>
      response.writeHead(200, { "content-length": 50 * 1024 * 1024 }).flushHeaders(),
    );
    expect(await failureOf(fetchMedia(`${host.origin}/a`, source(host.origin)))).toMatchObject({
      status: 413,
    });
  });

  it("that is 50 MB and does not say so is not read to its end", async () => {
    const chunk = Buffer.alloc(1024 * 1024);
    let sent = 0;
    const host = await openHost((_, response) => {
      const more = () => {
        while (sent < 50 && !response.destroyed) {
          sent += 1;
          if (!response.write(chunk)) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    });
    expect(await failureOf(fetchMedia(`${host.origin}/a`, source(host.origin)))).toMatchObject({
      status: 413,
    });
    expect(sent * chunk.length).toBeLessThan(2 * LARGEST_MEDIA_BYTES);
  });

  it("that comes too slowly is given up, and may be tried again", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const host = await openHost((_, response) => response.writeHead(200).write("begin"));
    const fetched = failureOf(fetchMedia(`${host.origin}/a`, source(host.origin)));
    await vi.waitUntil(() => host.asked.length === 1);
    vi.advanceTimersByTime(20_000);
    expect(await fetched).toMatchObject({ status: null, final: false });
  });

  it("whose connection breaks may be tried again", async () => {
    const host = await openHost((_, response) => {
      response.writeHead(200, { "content-length": 10 }).write("begin", () => response.destroy());
    });
    const error = await failureOf(fetchMedia(`${host.origin}/a`, source(host.origin)));
    expect(error).toMatchObject({ status: null, final: false });
  });
});

describe("an attachment of Zendesk", () => {
  it.each([
    "https://brand.zendesk.com/attachments/token/a/?name=b.png",
    "http://169.254.169.254/attachments/token/a/?name=b.png",
    "https://user:pass@other.example:8443/attachments/token/a/?name=b.png",
  ])("is asked of the account itself, whatever host its address names: %s", async (address) => {
    const host = await openHost((_, response) => response.end("file"));
    const zendesk = createZendeskClient(
      host.origin,
      { email: "a@b.example", apiToken: "token" },
      createGate(),
    );
    await zendesk.fetchAttachment(address);
    expect(host.asked).toMatchObject([{ path: "/attachments/token/a/?name=b.png" }]);
  });
});

describe("an address", () => {
  it.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::200e"])(
    "%s is public",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.255",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:8.8.8.8",
    "::ffff:7f00:1",
    "64:ff9b::7f00:1",
    "2001:db8::1",
    "2002:7f00:1::",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "localhost",
    "",
  ])("%j is not", (address) => expect(isPublicAddress(address)).toBe(false));
});
