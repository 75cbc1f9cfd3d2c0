import type { Context } from "hono";
import { Hono } from "hono";
import type { InstalledApp } from "../../workspace/installed-app.ts";
import { type ApiEnv, createApi } from "../http/api.ts";
import { errorResponse, forbidden, unauthenticated, ZendeskError } from "../http/errors.ts";
import type { User } from "../records.ts";
import { complaints } from "./app-package.ts";
import { createAppsState, installedApp } from "./apps-state.ts";
import { installApp } from "./install-app.ts";
import { installationRoutes } from "./installation-routes.ts";
import { packageRoutes } from "./package-routes.ts";
import { saveApp } from "./save-app.ts";

export interface AppsApi {
  /** To be mounted at the root of the Zendesk sandbox's app. */
  routes: Hono<ApiEnv>;
  /** What is installed and switched on, with its settings. */
  installations(): InstalledApp[];
  /** Installs a package at once, as an admin does who uploads it in the Admin Center. */
  install(zip: Uint8Array, settings: Record<string, unknown>): InstalledApp;
}

const PATHS = ["/api/v2/apps", "/api/support/apps", "/api/apps"];

/** The Apps API, as far as installing an app and zcli need it; for admins. */
export function appsApi({ actingUser }: { actingUser(c: Context): User | null }): AppsApi {
  const state = createAppsState();
  const api = createApi();
  api.use(async (c, next) => {
    const user = actingUser(c);
    if (!user) throw unauthenticated();
    if (user.role !== "admin") throw forbidden();
    return next();
  });
  for (const path of PATHS) {
    api.route(`${path}/installations`, installationRoutes(state));
    api.route(path, packageRoutes(state));
  }
  api.onError((failure) => {
    if (failure instanceof ZendeskError) return errorResponse(failure);
    throw failure;
  });

  const routes = new Hono<ApiEnv>();
  routes.use("/api/*", async (c, next) => {
    if (!/^\/api\/(v2\/|support\/)?apps(\/|\.json$|$)/.test(c.req.path)) return next();
    return api.fetch(c.req.raw, c.env);
  });

  return {
    routes,
    installations: () => [...state.installations.values()].filter(({ enabled }) => enabled).map(installedApp),
    install(zip, settings) {
      const refusal = complaints(zip);
      if (refusal !== null) throw new Error(refusal);
      return installedApp(installApp(state, saveApp(state, zip, null), settings));
    },
  };
}
