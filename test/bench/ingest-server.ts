import { serve } from "@hono/node-server";
import { compose } from "@sidethread/server/compose";
import { readConfig } from "@sidethread/server/config";
import { limitBody } from "@sidethread/server/http/limit-body";
import { createLog } from "@sidethread/server/log";
import { verifyZendeskSignature } from "@sidethread/server/vendors/zendesk/signature";

/**
 * The server, with one route more: it reads the body and verifies its signature as the real one does, under the same
 * middleware, and answers. What the real route takes longer is what it costs to keep an event.
 */
const config = readConfig(process.env);
const signingSecret = process.env.BENCH_SIGNING_SECRET ?? "";
const { app, stop } = await compose(config, createLog(config.LOG_LEVEL));

app.post("/webhooks/bare", limitBody(1024 * 1024), async (c) => {
  const body = await c.req.text();
  const timestamp = c.req.header("x-zendesk-webhook-signature-timestamp") ?? "";
  const signature = c.req.header("x-zendesk-webhook-signature") ?? "";
  return c.body(null, verifyZendeskSignature(signingSecret, timestamp, body, signature) ? 200 : 401);
});

const http = serve({ fetch: app.fetch, hostname: config.HOST, port: config.PORT });
process.once("SIGTERM", async () => {
  http.close();
  await stop();
  process.exit(0);
});
