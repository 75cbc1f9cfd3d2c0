import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { type Listening, listen } from "../../sandbox/kit/listen.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";

export const VENDORS = ["zendesk", "klaviyo", "shopify", "twilio"] as const;
export type VendorName = (typeof VENDORS)[number];

/** An account's vendors; its name is part of every credential that they take. */
export interface Tenant {
  name: string;
  sandbox: Sandbox;
}

/** The credential that a request bears, readable. */
function credentialOf(headers: Headers): string {
  const [scheme = "", given = ""] = headers.get("authorization")?.split(" ") ?? [];
  const shown = scheme.toLowerCase() === "basic" ? Buffer.from(given, "base64").toString() : given;
  return `${shown} ${headers.get("x-shopify-access-token") ?? ""}`;
}

/** What the sandbox's vendors know as the credential; those of Zendesk and Twilio are theirs already. */
function asKnown(headers: Headers, { klaviyo, shopify }: Sandbox): Headers {
  const known = new Headers(headers);
  if (headers.get("authorization")?.startsWith("Klaviyo-API-Key"))
    known.set("authorization", `Klaviyo-API-Key ${klaviyo.privateKey}`);
  if (headers.has("x-shopify-access-token")) known.set("x-shopify-access-token", shopify.accessToken);
  return known;
}

/**
 * One address a vendor for several accounts, as vendors have it: whose request it is, its credential says. Requests
 * that bear none of them are strays.
 */
export async function dispatch(tenants: Tenant[]) {
  const strays: string[] = [];

  const serve = (vendor: VendorName) =>
    listen(
      new Hono<{ Bindings: HttpBindings }>().all("*", async (c) => {
        const credential = credentialOf(c.req.raw.headers);
        // A vendor's storage takes no credential: the redirect that led there says whose it is.
        const named = c.req.query("tenant");
        const tenant = tenants.find(({ name }) => named === name || credential.includes(name));
        if (!tenant) {
          strays.push(`${c.req.method} ${vendor} ${c.req.path}`);
          return c.json({ error: "Nobody's" }, 401);
        }
        const { sandbox, name } = tenant;
        const headers = asKnown(c.req.raw.headers, sandbox);
        const answer = await sandbox[vendor].app.fetch(new Request(c.req.raw, { headers }), c.env);
        const location = answer.headers.get("location");
        if (location === null || answer.status < 300 || answer.status >= 400) return answer;
        const led = new Headers(answer.headers);
        led.set("location", `${location}${location.includes("?") ? "&" : "?"}tenant=${name}`);
        return new Response(answer.body, { status: answer.status, headers: led });
      }),
    );

  const listening = Object.fromEntries(
    await Promise.all(VENDORS.map(async (vendor) => [vendor, await serve(vendor)] as const)),
  ) as Record<VendorName, Listening>;
  return { listening, strays };
}
