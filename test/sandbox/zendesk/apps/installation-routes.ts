import { Hono } from "hono";
import { z } from "zod";
import { type ApiContext, type ApiEnv, idParam, readBody } from "../http/api.ts";
import { recordNotFound } from "../http/errors.ts";
import { now } from "../time.ts";
import type { AppsState, Installation } from "./apps-state.ts";
import { applySettings, installApp } from "./install-app.ts";
import { presentInstallation } from "./present-app.ts";

const settings = z.record(z.string(), z.unknown()).default({});
const creation = z.object({ app_id: z.coerce.number(), settings });
const change = z.object({ settings, enabled: z.boolean().optional() });

/** Apps as they are installed in the account, each with its settings. */
export function installationRoutes(state: AppsState): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

  routes.get("/", (c) =>
    c.json({ installations: [...state.installations.values()].map(presentInstallation) }),
  );

  routes.post("/", async (c) => {
    const { app_id, settings: given } = await readBody(c, creation);
    const app = state.apps.get(app_id);
    if (!app) throw recordNotFound();
    return c.json(presentInstallation(installApp(state, app, given)), 201);
  });

  routes.get("/:id{\\d+}", (c) => c.json(presentInstallation(find(state, c))));

  routes.put("/:id{\\d+}", async (c) => {
    const installation = find(state, c);
    const { settings: given, enabled } = await readBody(c, change);
    applySettings(installation, given);
    installation.enabled = enabled ?? installation.enabled;
    installation.updatedAt = now();
    return c.json(presentInstallation(installation));
  });

  routes.delete("/:id{\\d+}", (c) => {
    state.installations.delete(find(state, c).id);
    return c.body(null, 204);
  });

  return routes;
}

function find(state: AppsState, c: ApiContext): Installation {
  const installation = state.installations.get(idParam(c));
  if (!installation) throw recordNotFound();
  return installation;
}
