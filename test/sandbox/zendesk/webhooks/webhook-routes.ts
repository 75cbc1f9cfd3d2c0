import { z } from "zod";
import type { Account } from "../account.ts";
import { type ApiContext, createApi, originOf, readBody } from "../http/api.ts";
import { agent, agentsOnly } from "../http/authentication.ts";
import { forbidden } from "../http/errors.ts";
import { paginate } from "../http/pagination.ts";
import type { Webhook } from "../records.ts";
import { now } from "../time.ts";
import { testWebhook } from "./test-webhook.ts";
import { ulid } from "./ulid.ts";
import { checkSubscriptions, webhookBody, webhookError, webhookPatch } from "./webhook-input.ts";

const testBody = z.object({
  request: z.object({ endpoint: z.url().optional(), payload: z.string().optional() }).default({}),
});

function newSecret(random: () => number): string {
  return Buffer.from(Array.from({ length: 32 }, () => Math.floor(random() * 256))).toString("base64");
}

/** A webhook as the API shows it: never with its signing secret. */
function present({ signing_secret: _, authentication, ...webhook }: Webhook, origin: string) {
  return {
    ...webhook,
    url: `${origin}/api/v2/webhooks/${webhook.id}`,
    ...(authentication && {
      authentication: { type: authentication.type, add_position: authentication.add_position },
    }),
  };
}

/** `/webhooks` and their signing secrets; for admins. */
export function webhookRoutes(account: Account) {
  const { state, random } = account;
  const api = createApi();
  const find = (c: ApiContext): Webhook => {
    const webhook = state.webhooks.get(c.req.param("id") ?? "");
    if (!webhook) throw webhookError(404, "WebhookNotFound", "Webhook not found");
    return webhook;
  };
  const admin = (c: ApiContext) => {
    const actor = agent(c);
    if (actor.role !== "admin") throw forbidden();
    return String(actor.id);
  };
  const signingSecret = (webhook: Webhook) => ({
    signing_secret: { algorithm: "SHA256", secret: webhook.signing_secret },
  });
  const change = (c: ApiContext, webhook: Webhook, input: z.infer<typeof webhookPatch>["webhook"]) => {
    const { signing_secret: secret, subscriptions, ...fields } = input;
    const wanted = subscriptions && [...subscriptions].sort().join();
    if (wanted !== undefined && wanted !== [...webhook.subscriptions].sort().join()) {
      throw webhookError(400, "InvalidSubscription", "subscriptions cannot be changed");
    }
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    Object.assign(webhook, given, { updated_at: now(), updated_by: admin(c) });
    if (secret) webhook.signing_secret = secret.secret;
  };

  api.use("/webhooks", agentsOnly);
  api.use("/webhooks/*", agentsOnly);

  api.get("/webhooks", (c) => {
    const part = c.req.query("filter[name_contains]") ?? "";
    const status = c.req.query("filter[status]");
    const found = [...state.webhooks.values()]
      .filter((webhook) => webhook.name.includes(part))
      .filter((webhook) => status === undefined || webhook.status === status);
    const { items, paging } = paginate(c, found);
    return c.json({ webhooks: items.map((webhook) => present(webhook, originOf(c))), ...paging });
  });

  api.post("/webhooks", async (c) => {
    const by = admin(c);
    const { webhook: input } = await readBody(c, webhookBody);
    checkSubscriptions(input.subscriptions);
    const webhook: Webhook = {
      ...input,
      id: ulid(random),
      signing_secret: input.signing_secret?.secret ?? newSecret(random),
      created_at: now(),
      created_by: by,
      updated_at: now(),
      updated_by: by,
    };
    state.webhooks.set(webhook.id, webhook);
    return c.json({ webhook: present(webhook, originOf(c)) }, 201);
  });

  api.post("/webhooks/test", async (c) => {
    admin(c);
    const id = c.req.query("webhook_id");
    const webhook = id ? state.webhooks.get(id) : undefined;
    if (id && !webhook) throw webhookError(404, "WebhookNotFound", "Webhook not found");
    const { request } = await readBody(c, testBody);
    const endpoint = request.endpoint ?? webhook?.endpoint;
    if (!endpoint) throw webhookError(400, "InvalidEndpoint", "endpoint is required");
    return c.json({ response: await testWebhook(account, webhook, endpoint, request.payload ?? "") });
  });

  api.get("/webhooks/:id", (c) => c.json({ webhook: present(find(c), originOf(c)) }));

  api.put("/webhooks/:id", async (c) => {
    const webhook = find(c);
    change(c, webhook, (await readBody(c, webhookBody)).webhook);
    return c.body(null, 204);
  });

  api.patch("/webhooks/:id", async (c) => {
    const webhook = find(c);
    change(c, webhook, (await readBody(c, webhookPatch)).webhook);
    return c.body(null, 204);
  });

  api.delete("/webhooks/:id", (c) => {
    admin(c);
    state.webhooks.delete(find(c).id);
    return c.body(null, 204);
  });

  api.get("/webhooks/:id/signing_secret", (c) => {
    admin(c);
    return c.json(signingSecret(find(c)));
  });

  api.post("/webhooks/:id/signing_secret", (c) => {
    admin(c);
    const webhook = find(c);
    webhook.signing_secret = newSecret(random);
    return c.json(signingSecret(webhook), 201);
  });

  return api;
}
