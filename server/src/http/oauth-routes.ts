import { type Context, Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { ConnectionRefused } from "../accounts/connect.ts";
import { takeFlow } from "../accounts/flow-store.ts";
import { startSignIn } from "../accounts/sign-in.ts";
import type { Services } from "./environment.ts";
import { failed, finishFlow } from "./finish-flow.ts";
import { clientAddress, limitRate } from "./limit-rate.ts";
import { mayOpen } from "./openers.ts";
import { accountPath } from "./operator.ts";
import { describeProblem } from "./problem.ts";
import { answerWindow, type WindowEnv, windowHeaders } from "./sign-in-page.ts";

const MINUTE = 60_000;

const signIn = accountPath.extend({ opener: z.string().max(300) });
const inQuery = (name: string) => ({ in: "query", name, schema: { type: "string" } }) as const;

const page = { "text/html": {} };
const responses = {
  200: { description: "A page that tells its opener how it went, and closes", content: page },
  400: { description: "A page that says what is wrong", content: page },
  429: describeProblem("Too often"),
};

/** Windows in which an admin says yes at a vendor: signing in with Zendesk, and coming back from consent pages. */
export function oauthRoutes(services: Services) {
  const { config, database, sealer, log } = services;
  const context = { config, database, sealer };
  const byAddress = (c: Context) => clientAddress(c, config.PROXIES);

  return new Hono<WindowEnv>()
    .use(windowHeaders)
    .get(
      "/zendesk/start",
      describeRoute({
        summary: "Sends an admin to their Zendesk to sign in",
        parameters: [inQuery("subdomain"), inQuery("opener")],
        responses: { ...responses, 302: { description: "To Zendesk's consent page" } },
      }),
      limitRate({ max: 10, perMs: MINUTE }, byAddress),
      async (c) => {
        const { data: query } = signIn.safeParse(c.req.query());
        if (!query) {
          return answerWindow(
            c,
            400,
            failed("This address names no Zendesk account. Open it from the app."),
            null,
          );
        }
        if (!mayOpen(config.APP_ORIGINS, query.opener)) {
          return answerWindow(c, 400, failed("Only the app in Zendesk may open this window."), null);
        }
        try {
          return c.redirect(await startSignIn(context, query));
        } catch (error) {
          if (!(error instanceof ConnectionRefused)) throw error;
          return answerWindow(c, 400, failed(error.message), query.opener);
        }
      },
    )
    .get(
      "/:vendor{zendesk|klaviyo|shopify}/callback",
      describeRoute({
        summary: "Where a vendor's consent page leads back to",
        parameters: [inQuery("state"), inQuery("code")],
        responses,
      }),
      limitRate({ max: 30, perMs: MINUTE }, byAddress),
      async (c) => {
        const query = c.req.query();
        const flow = await database.write((tx) => takeFlow(tx, sealer, query.state ?? ""));
        const vendor = flow?.purpose === "sign_in" ? "zendesk" : flow?.purpose;
        if (!flow || vendor !== c.req.param("vendor")) {
          const message = "This window is too old, or was used already. Close it and begin again.";
          return answerWindow(c, 400, failed(message), null);
        }
        try {
          return answerWindow(c, 200, await finishFlow(services, flow, query), flow.opener);
        } catch (error) {
          if (error instanceof ConnectionRefused) {
            return answerWindow(c, 400, failed(error.message), flow.opener);
          }
          const trace = c.get("traceId");
          log.error({ err: error, trace, purpose: flow.purpose }, "consent not finished");
          const message = `Something failed here. It is our fault, and logged under trace ${trace}.`;
          return answerWindow(c, 500, failed(message), flow.opener);
        }
      },
    );
}
