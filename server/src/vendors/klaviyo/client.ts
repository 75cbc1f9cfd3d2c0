import { z } from "zod";
import { type Access, askWith, fixedAccess } from "../access.ts";
import { fetchMedia } from "../fetch-media.ts";
import type { Gate } from "../gate.ts";
import { storable } from "../storable.ts";
import { createTransport, type Transport } from "../transport.ts";
import { conversations } from "./conversations.ts";
import { events } from "./events.ts";
import { profiles } from "./profiles.ts";
import { webhooks } from "./webhooks-api.ts";

export type { KlaviyoProfile } from "./profiles.ts";

const REVISION = "2026-07-15";

const failure = z.object({ errors: z.array(z.object({ code: z.string(), detail: z.string() })).min(1) });

export type KlaviyoClient = ReturnType<typeof createKlaviyoClient>;

/** A private key, or OAuth's tokens. */
export type KlaviyoCredentials = { privateKey: string } | { access: Access };

/** Klaviyo's API, revision 2026-07-15, as far as we use it. Each of its endpoints has limits of its own. */
export function createKlaviyoClient(origin: string, credentials: KlaviyoCredentials, gate: Gate) {
  const [scheme, access] =
    "privateKey" in credentials
      ? ["Klaviyo-API-Key", fixedAccess(credentials.privateKey)]
      : ["Bearer", credentials.access];
  const transport = createTransport({
    vendor: "klaviyo",
    origin,
    gate,
    headers: {
      revision: REVISION,
      accept: "application/vnd.api+json",
      "content-type": "application/vnd.api+json",
    },
    explain(body) {
      const [first] = failure.safeParse(body).data?.errors ?? [];
      return { code: first?.code ?? null, message: first?.detail ?? null };
    },
  });

  const request: Transport = (wanted) =>
    askWith(access, (token) =>
      transport({ ...wanted, headers: { ...wanted.headers, authorization: `${scheme} ${token}` } }),
    );

  return {
    async getAccount() {
      const attributes = z.object({
        preferred_currency: z.string().nullish(),
        contact_information: z.object({ organization_name: z.string().nullish() }).nullish(),
      });
      const { data } = await request({
        method: "GET",
        path: "/api/accounts",
        limit: { bucket: "accounts" },
        answer: z.object({ data: z.array(z.object({ id: z.string(), attributes })).min(1) }),
      });
      const { id = "", attributes: of } = data[0] ?? {};
      const name = storable(of?.contact_information?.organization_name ?? "").trim() || null;
      return { id, name, currency: of?.preferred_currency ?? "USD" };
    },

    /** Fetches a picture that a customer sent: Klaviyo may have it on any public host. */
    fetchPicture: (url: string) => fetchMedia(url, { vendor: "klaviyo", origin, headers: {}, storage: /./ }),

    ...profiles(request),
    ...events(request),
    ...conversations(request),
    ...webhooks(request),
  };
}
