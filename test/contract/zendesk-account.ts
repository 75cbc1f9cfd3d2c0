import { Hono } from "hono";
import { type Listening, listen } from "../sandbox/kit/listen.ts";
import { createWorld } from "../sandbox/world/create-world.ts";
import { createZendesk } from "../sandbox/zendesk/zendesk.ts";

export type Sandbox = Awaited<ReturnType<typeof openZendesk>>;

/** A loaded account that listens, and an admin's way to call it. */
export async function openZendesk() {
  const zendesk = createZendesk({ subdomain: "moorlicht" });
  zendesk.load(createWorld({ now: new Date("2026-11-20T10:00:00Z") }));
  const server = await listen(zendesk.app);
  const receivers: Listening[] = [];
  const users = [...zendesk.state.users.values()];
  const admin = users.find((user) => user.role === "admin")!;
  const customer = users.find((user) => user.role === "end-user")!;
  const authorization = `Basic ${btoa(`${admin.email}/token:sandbox-zendesk-token`)}`;

  async function call(line: string, body?: unknown, headers: Record<string, string> = {}) {
    const [method = "", path = ""] = line.split(" ");
    const answer = await fetch(`${server.origin}/api/v2${path}`, {
      method,
      headers: {
        ...(!headers.cookie && { authorization }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : null };
  }

  async function upload(filename: string) {
    const answer = await fetch(`${server.origin}/api/v2/uploads.json?filename=${filename}`, {
      method: "POST",
      headers: { authorization, "content-type": "image/png" },
      body: new Uint8Array([1, 2, 3]),
    });
    return (await answer.json()).upload;
  }

  /** A ticket that the customer wrote. */
  async function newTicket(fields: object = {}) {
    const comment = { body: "Hello", author_id: customer.id };
    const answer = await call("POST /tickets", { ticket: { requester_id: customer.id, comment, ...fields } });
    return answer.body.ticket;
  }

  const update = (id: number, ticket: object) => call(`PUT /tickets/${id}`, { ticket });

  /** Subscribes a receiver of our own to events, and shows what it got. */
  async function subscribe(subscriptions: string[], statuses: number[] = []) {
    const received: { headers: Record<string, string>; body: string }[] = [];
    const app = new Hono();
    app.post("/hook", async (c) => {
      received.push({ headers: c.req.header(), body: await c.req.text() });
      return c.body(null, (statuses.shift() ?? 200) as 200);
    });
    const receiver = await listen(app);
    const endpoint = `${receiver.origin}/hook`;
    receivers.push(receiver);
    const { body } = await call("POST /webhooks", {
      webhook: {
        name: "Sidethread",
        status: "active",
        endpoint,
        http_method: "POST",
        request_format: "json",
        subscriptions,
      },
    });
    const { id } = body.webhook;
    const { body: answer } = await call(`GET /webhooks/${id}/signing_secret`);
    return { id, endpoint, received, secret: answer.signing_secret.secret as string };
  }

  const close = async () => {
    zendesk.webhooks.stop();
    for (const receiver of receivers) await receiver.close();
    await server.close();
  };
  return {
    zendesk,
    origin: server.origin,
    admin,
    customer,
    authorization,
    call,
    upload,
    newTicket,
    update,
    subscribe,
    close,
  };
}
