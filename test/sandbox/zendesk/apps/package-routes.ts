import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { type ApiContext, type ApiEnv, idParam, readBody } from "../http/api.ts";
import { invalidAttribute, recordNotFound, ZendeskError } from "../http/errors.ts";
import { complaints } from "./app-package.ts";
import { type App, type AppsState, nextId } from "./apps-state.ts";
import { presentApp } from "./present-app.ts";
import { buildApp } from "./save-app.ts";

const FIRST_UPLOAD = 3594001;
const build = z.object({ upload_id: z.coerce.number(), name: z.string().optional() });

/** Packages: validated, uploaded, and built into apps by jobs that run behind the answer. */
export function packageRoutes(state: AppsState): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

  function startBuild(uploadId: number, existing: App | null): string {
    const zip = state.uploads.get(uploadId);
    if (!zip) throw recordNotFound();
    const id = randomUUID().replaceAll("-", "");
    state.jobs.set(id, { status: "queued", message: "", appId: null });
    setImmediate(() => state.jobs.set(id, buildApp(state, zip, existing)));
    return id;
  }

  routes.post("/validate", async (c) => {
    const refusal = complaints(await uploadedFile(c, "file"));
    if (refusal === null) return c.json({});
    throw new ZendeskError(400, { error: "ValidationError", description: refusal });
  });

  routes.post("/uploads", async (c) => {
    const id = nextId(state.uploads, FIRST_UPLOAD);
    state.uploads.set(id, await uploadedFile(c, "uploaded_data"));
    return c.json({ id }, 201);
  });

  routes.get("/job_statuses/:id", (c) => {
    const job = state.jobs.get(c.req.param("id"));
    if (!job) throw recordNotFound();
    return c.json({ id: c.req.param("id"), status: job.status, message: job.message, app_id: job.appId });
  });

  routes.get("/owned", (c) => c.json({ apps: [...state.apps.values()].map(presentApp) }));

  routes.post("/", async (c) => {
    const { upload_id, name } = await readBody(c, build);
    if (!name) throw invalidAttribute("name", "is required");
    return c.json({ job_id: startBuild(upload_id, null) }, 202);
  });

  routes.get("/:id{\\d+}", (c) => c.json(presentApp(find(state, c))));

  routes.put("/:id{\\d+}", async (c) => {
    const { upload_id } = await readBody(c, build);
    return c.json({ job_id: startBuild(upload_id, find(state, c)) }, 202);
  });

  return routes;
}

function find(state: AppsState, c: ApiContext): App {
  const app = state.apps.get(idParam(c));
  if (!app) throw recordNotFound();
  return app;
}

async function uploadedFile(c: ApiContext, field: string): Promise<Uint8Array> {
  const file = (await c.req.parseBody())[field];
  if (!(file instanceof File)) throw invalidAttribute(field, "must be a file");
  return new Uint8Array(await file.arrayBuffer());
}
