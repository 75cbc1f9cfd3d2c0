import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { Account } from "./account.ts";
import { identify } from "./http/authentication.ts";
import { ZendeskError } from "./http/errors.ts";
import { randomToken } from "./random-token.ts";
import type { Attachment } from "./records.ts";

const OPEN_MS = 60_000;

/**
 * What a `content_url` leads to: a redirect to Zendesk's storage, where the file is open for a minute. Everybody who
 * has the address gets it, unless the account's attachments are private: then only who is signed in.
 */
export function attachmentContent({ state, random }: Account) {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const stored = new Map<string, { attachment: Attachment; until: number }>();

  app.get("/attachments/token/:token/", (c) => {
    const attachment = [...state.attachments.values()].find(({ token }) => token === c.req.param("token"));
    if (!attachment) return c.notFound();
    if (state.privateAttachments && !isSignedIn(() => identify(state, c))) {
      return c.redirect(`/access/login?return_to=${encodeURIComponent(c.req.url)}`);
    }
    const key = randomToken(random);
    stored.set(key, { attachment, until: Date.now() + OPEN_MS });
    return c.redirect(`/_storage/attachments/${key}?name=${encodeURIComponent(attachment.file_name)}`);
  });

  app.get("/_storage/attachments/:key", (c) => {
    const { attachment, until = 0 } = stored.get(c.req.param("key")) ?? {};
    if (!attachment || until < Date.now()) return c.notFound();
    return c.body(attachment.content, 200, {
      "content-type": attachment.content_type,
      "x-content-type-options": "nosniff",
      "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(attachment.file_name)}`,
    });
  });

  app.get("/access/login", (c) => c.html("<!doctype html><title>Sign in</title><h1>Sign in</h1>"));
  return app;
}

function isSignedIn(who: () => unknown): boolean {
  try {
    return who() !== null;
  } catch (error) {
    if (error instanceof ZendeskError) return false;
    throw error;
  }
}
