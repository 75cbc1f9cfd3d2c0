import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { openAPIRouteHandler } from "hono-openapi";
import { adminRoutes } from "./http/admin-routes.ts";
import { SESSION_HEADER } from "./http/admin-session.ts";
import { appRoutes } from "./http/app-routes.ts";
import { complianceRoutes } from "./http/compliance-routes.ts";
import { connectionRoutes } from "./http/connection-routes.ts";
import { deadLetterRoutes } from "./http/dead-letter-routes.ts";
import type { Env, Services } from "./http/environment.ts";
import { createErrorHandler } from "./http/error-handler.ts";
import { healthPageRoutes } from "./http/health-page-routes.ts";
import { healthRoutes } from "./http/health-routes.ts";
import { limitBody } from "./http/limit-body.ts";
import { limitAddresses } from "./http/limits.ts";
import { linkRoutes } from "./http/link-routes.ts";
import type { Metrics } from "./http/metrics.ts";
import { oauthRoutes } from "./http/oauth-routes.ts";
import { oneClickRoutes } from "./http/one-click-routes.ts";
import { operatorRoutes } from "./http/operator-routes.ts";
import { pictureRoutes } from "./http/picture-routes.ts";
import { operatorPrivacyRoutes, privacyRoutes } from "./http/privacy-routes.ts";
import { answerProblem } from "./http/problem.ts";
import { sessionRoutes } from "./http/session-routes.ts";
import { testTextRoutes } from "./http/test-text-routes.ts";
import { usageRoutes } from "./http/usage-routes.ts";
import { webhookRoutes } from "./http/webhook-routes.ts";

/** The largest body of a request; webhooks have sizes of their own. */
const LARGEST_BYTES = 256 * 1024;

/** The whole HTTP server, put together. */
export function createApp(services: Services, metrics: Metrics): Hono<Env> {
  const app = new Hono<Env>();
  app.use(async (c, next) => {
    c.set("traceId", randomUUID());
    await next();
    c.header("x-trace-id", c.get("traceId"));
  });
  app.use(metrics.registerMetrics);
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      // A window that the app opened has headers of its own.
      overwrite: false,
    }),
  );
  app.use(limitAddresses(services.limits));
  const limitOther = limitBody(LARGEST_BYTES);
  app.use((c, next) => (c.req.path.startsWith("/webhooks/") ? next() : limitOther(c, next)));
  app.onError(createErrorHandler(services));
  app.notFound((c) =>
    answerProblem(c, 404, "Nothing here", "This address does not exist. See /openapi.json."),
  );

  app.route("/", healthRoutes(services));
  app.route("/webhooks", complianceRoutes(services));
  app.route("/webhooks", webhookRoutes(services));
  app.route("/app", appRoutes(services));
  app.route("/oauth", oauthRoutes(services));
  app.route("/admin", sessionRoutes(services));
  app.route("/admin", adminRoutes(services));
  app.route("/admin", connectionRoutes(services));
  app.route("/admin", oneClickRoutes(services));
  app.route("/admin", testTextRoutes(services));
  app.route("/admin", healthPageRoutes(services));
  app.route("/admin", privacyRoutes(services));
  app.route("/operator", operatorRoutes(services));
  app.route("/operator", deadLetterRoutes(services));
  app.route("/operator", usageRoutes(services));
  app.route("/operator", operatorPrivacyRoutes(services));
  app.route("/l", linkRoutes(services));
  app.route("/pictures", pictureRoutes(services));
  app.get("/metrics", metrics.printMetrics);
  app.get(
    "/openapi.json",
    openAPIRouteHandler(app, {
      documentation: {
        info: {
          title: "Sidethread",
          version: "0.1.0",
          description: "Texts, profiles and value inside Zendesk",
        },
        components: {
          securitySchemes: {
            sidebarToken: { type: "http", scheme: "bearer", description: "JWT signed by Zendesk's proxy" },
            adminSession: {
              type: "apiKey",
              in: "header",
              name: SESSION_HEADER,
              description: "The token of an admin who signed in with Zendesk",
            },
            operatorToken: { type: "http", scheme: "bearer", description: "The server's OPERATOR_TOKEN" },
          },
        },
      },
    }),
  );
  return app;
}
