import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fixedAccess } from "@sidethread/server/vendors/access";
import { fetchMedia } from "@sidethread/server/vendors/fetch-media";
import { createGate } from "@sidethread/server/vendors/gate";
import { createZendeskClient } from "@sidethread/server/vendors/zendesk/client";
import { parseOptions } from "@sidethread/zendesk-app/package/options";
import type { Attack } from "../attack.ts";
import type { Stage } from "../kit/stage.ts";
import { secretsOf, sign } from "../kit/webhooks.ts";

/** Every way to write this machine, its networks, and what is none of a vendor's hosts. */
const inside = (port: number) => [
  `http://127.0.0.1:${port}/`,
  `https://127.0.0.1:${port}/`,
  `http://localhost:${port}/`,
  `https://localhost:${port}/`,
  `https://localhost.:${port}/`,
  `https://LOCALHOST:${port}/`,
  `https://2130706433:${port}/`,
  `https://0x7f000001:${port}/`,
  `https://0x7f.1:${port}/`,
  `https://0177.0.0.1:${port}/`,
  `https://127.1:${port}/`,
  `https://127.0.0.1.:${port}/`,
  `https://0:${port}/`,
  `https://0.0.0.0:${port}/`,
  `https://[::1]:${port}/`,
  `https://[::]:${port}/`,
  `https://[0:0:0:0:0:ffff:127.0.0.1]:${port}/`,
  `https://[::ffff:7f00:1]:${port}/`,
  `https://[::127.0.0.1]:${port}/`,
  `https://[64:ff9b::7f00:1]:${port}/`,
  `https://[2002:7f00:1::]:${port}/`,
  `https://[fe80::1]:${port}/`,
  `https://[fd00::1]:${port}/`,
  `https://①②⑦.⓪.⓪.①:${port}/`,
  "https://10.0.0.1/",
  "https://172.16.0.1/",
  "https://192.168.0.1/",
  "https://100.64.0.1/",
  "https://169.254.169.254/latest/meta-data/",
  "http://169.254.169.254/latest/meta-data/",
  "https://[fd00:ec2::254]/latest/meta-data/",
  `https://a@127.0.0.1:${port}/`,
  `https://api.twilio.com@127.0.0.1:${port}/`,
  `https://api.twilio.com%2f@127.0.0.1:${port}/`,
  `https://127.0.0.1:${port}\\@api.twilio.com/`,
  `https://127.0.0.1:${port}#.twiliocdn.com`,
  `https://127.0.0.1:${port}?.twiliocdn.com`,
  `https://twiliocdn.com.127.0.0.1.nip.io:${port}/`,
  "file:///etc/passwd",
  "gopher://127.0.0.1:6379/_INFO",
  "ftp://127.0.0.1/",
  "data:text/plain,hello",
  "//127.0.0.1/",
  "",
];

/** A server inside, which nobody outside may make us ask. */
async function openTrap(): Promise<{ port: number; caught: string[]; server: Server }> {
  const caught: string[] = [];
  const server = createServer((request, response) => {
    caught.push(`${request.method} ${request.url}`);
    response.end("secret of the inside");
  });
  server.on("connection", (socket) => caught.push(`a connection from ${socket.remotePort}`));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return { port: (server.address() as AddressInfo).port, caught, server };
}

/** Addresses that the server is given from outside, and that lead inside. */
export async function ssrfAttacks(stage: Stage): Promise<Attack[]> {
  const { port, caught, server } = await openTrap();
  const addresses = inside(port);
  const trapped = () => (caught.length > 0 ? `reached ${caught.splice(0).join(", ")}` : null);
  return [
    ...addresses.flatMap((address) => [
      inMedia(address, trapped),
      overRedirect(address, trapped),
      inAttachment(stage, address, trapped),
    ]),
    inTexts(stage, addresses, trapped),
    ...shopsOf(addresses).flatMap((shop) => inShop(stage, shop, trapped)),
    ...addresses.map(inBackend),
    {
      name: "all of them, after a while",
      async attempt() {
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        });
        return trapped();
      },
    },
  ];
}

type Trapped = () => string | null;

/** Any host may keep a picture at Klaviyo, as long as it is a public one. */
const anyHost = (origin: string) => ({ vendor: "klaviyo" as const, origin, headers: {}, storage: /./ });

const fetched = (address: string, origin: string, trapped: Trapped) =>
  fetchMedia(address, anyHost(origin)).then(
    () => "was fetched",
    () => trapped(),
  );

const inMedia = (address: string, trapped: Trapped): Attack => ({
  name: `a picture at ${address}`,
  attempt: () => fetched(address, "https://vendor.example", trapped),
});

const overRedirect = (address: string, trapped: Trapped): Attack => ({
  name: `a picture that its vendor redirects to ${address}`,
  async attempt() {
    const vendor = createServer((_, response) =>
      response.writeHead(302, { location: encodeURI(address) }).end(),
    );
    await new Promise<void>((resolve) => vendor.listen(0, "127.0.0.1", resolve));
    const origin = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
    // An empty way leads back to the vendor itself.
    const found = address === "" ? null : await fetched(`${origin}/picture`, origin, trapped);
    vendor.closeAllConnections();
    vendor.close();
    return found;
  },
});

/** Zendesk's attachments are asked for at the account itself, whatever their address says. */
const inAttachment = ({ sandbox }: Stage, address: string, trapped: Trapped): Attack => ({
  name: `an attachment at ${address}`,
  async attempt() {
    const access = { access: fixedAccess("token-of-the-victim") };
    const client = createZendeskClient(sandbox.origins.zendesk, access, createGate(), {});
    await Promise.resolve()
      .then(() => client.fetchAttachment(address))
      .catch(() => undefined);
    return trapped();
  },
});

/** One text whose pictures lie inside: it becomes a ticket, without them. */
const inTexts = (
  { sandbox, victim, scene, origin, send, settle }: Stage,
  addresses: string[],
  trapped: Trapped,
): Attack => ({
  name: "a text whose pictures lie inside",
  async attempt() {
    const { world } = sandbox;
    const media = addresses.slice(0, 10).flatMap((address, index) => [
      [`MediaUrl${index}`, address],
      [`MediaContentType${index}`, "image/jpeg"],
    ]);
    const from = scene.customer("maren-voss").phone;
    const form = {
      MessageSid: "SMssrf",
      From: from,
      To: world.smsNumber,
      Body: "Look inside",
      NumMedia: "10",
    };
    const body = new URLSearchParams([...Object.entries(form), ...(media as [string, string][])]).toString();
    const path = `/webhooks/twilio/${victim.hookKeys.twilio}/texts`;
    const hook = { vendor: "twilio" as const, path, body, headers: {} };
    const signature = sign(hook, { secret: secretsOf(sandbox, victim).twilio, url: origin + path, time: "" });
    const headers = { "content-type": "application/x-www-form-urlencoded", ...signature };
    const { status } = await send({ method: "POST", path, headers, body });
    await scene.quiet(20_000);
    await settle();
    return status === 200 ? trapped() : `answered ${status}: this was no text`;
  },
});

const shopsOf = (addresses: string[]) => [
  ...addresses,
  ...addresses.map((address) => address.replace(/^https?:\/\//, "").replace(/\/$/, "")),
  "evil.example",
  "evil.example/.myshopify.com",
  "evil.example#.myshopify.com",
  "evil.example?.myshopify.com",
  "evil.example\\.myshopify.com",
  "a@evil.example/x.myshopify.com",
  "a.b.myshopify.com",
  "a.myshopify.com.evil.example",
  "a.myshopify.com@evil.example",
  "a.myshopify.com:8080",
  "a.myshopify.com/",
  "a.myshopify.com\n",
  "a.myshopify.com\0",
  "A.MYSHOPIFY.COM",
  ".myshopify.com",
  "-a.myshopify.com",
  "a_myshopify.com",
  "aмyshopify.com",
  "a%2emyshopify.com",
];

function inShop(stage: Stage, shop: string, trapped: Trapped): Attack[] {
  const asked = (name: string, path: string, body: object): Attack => ({
    name: `the shop ${JSON.stringify(shop)} ${name}`,
    async attempt() {
      const before = stage.sandbox.shopify.exchanges.length;
      const headers = await stage.attackersHeaders("adminSession");
      const { status } = await stage.send({ method: "POST", path, headers, body });
      if (status !== 422) return `answered ${status}`;
      return stage.sandbox.shopify.exchanges.length > before ? "a shop was asked" : trapped();
    },
  });
  const { origins } = stage.sandbox;
  return [
    asked("on a consent page", "/admin/connections/shopify/start", { opener: origins.zendesk, shop }),
    asked("by a key", "/admin/connections/shopify", { shop, accessToken: "a", clientSecret: "b" }),
  ];
}

/** The app is built for one server: an address that is none, or that hides another, is not built in. */
const inBackend = (address: string): Attack => ({
  name: `an app for the backend ${address}`,
  async attempt() {
    try {
      const { backend } = parseOptions(["--backend", address], "/");
      const { protocol, hostname, origin } = new URL(backend);
      if (origin !== backend || /["'<>\\@]/.test(backend)) return `was built for ${backend}`;
      const local = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
      return protocol === "https:" || local ? null : `was built for ${backend}`;
    } catch {
      return null;
    }
  },
});
