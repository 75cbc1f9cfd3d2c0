import type { FlowResult } from "@sidethread/shared/admin";
import { inEnglish, type Saying, say } from "@sidethread/shared/told";
import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { ConnectionRefused } from "../accounts/connect.ts";
import { type Flow, findFlow, takeFlow } from "../accounts/flow-store.ts";
import { startSignIn } from "../accounts/sign-in.ts";
import type { Services } from "./environment.ts";
import { consentAnswer, finishSignIn } from "./finish-flow.ts";
import { limitAddress } from "./limits.ts";
import { mayOpen } from "./openers.ts";
import { accountPath } from "./operator.ts";
import { describeProblem } from "./problem.ts";
import { answerWindow, type WindowEnv, windowHeaders } from "./sign-in-page.ts";

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
  const { config, database, sealer, limits, log } = services;
  const context = { config, database, sealer };

  return new Hono<WindowEnv>()
    .use(windowHeaders)
    .get(
      "/zendesk/start",
      describeRoute({
        summary: "Sends an admin to their Zendesk to sign in",
        parameters: [inQuery("subdomain"), inQuery("opener")],
        responses: { ...responses, 302: { description: "To Zendesk's consent page" } },
      }),
      limitAddress(limits, "address that signs in"),
      async (c) => {
        const { data: query } = signIn.safeParse(c.req.query());
        if (!query) {
          return answerWindow(c, 400, failed(say("window.no_account")), null);
        }
        if (!mayOpen(config.APP_ORIGINS, query.opener)) {
          return answerWindow(c, 400, failed(say("window.opener")), null);
        }
        try {
          return c.redirect(await startSignIn(context, query));
        } catch (error) {
          if (!(error instanceof ConnectionRefused)) throw error;
          return answerWindow(c, 400, failed(error.saying), query.opener);
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
      limitAddress(limits, "address that comes back from a consent page"),
      async (c) => {
        const query = c.req.query();
        const state = query.state ?? "";
        const purposeHere = c.req.param("vendor");
        const { data: answer } = consentAnswer.safeParse(query);
        const waiting = await findFlow(database.read, state);
        // Nothing happens here but the page that asked hears of it: a link to this address connects nothing.
        if (waiting && isVendor(waiting.purpose) && waiting.purpose === purposeHere) {
          const { purpose: vendor, opener } = waiting;
          if (!answer) return answerWindow(c, 400, failed(say("consent.no")), opener);
          return answerWindow(c, 200, { source: "sidethread", outcome: "agreed", vendor, answer }, opener);
        }
        const flow = await database.write((tx) => takeFlow(tx, sealer, state));
        if (flow?.purpose !== "sign_in" || purposeHere !== "zendesk") {
          return answerWindow(c, 400, failed(say("window.stale")), null);
        }
        if (!answer) return answerWindow(c, 400, failed(say("consent.no")), flow.opener);
        try {
          return answerWindow(c, 200, await finishSignIn(services, flow, answer), flow.opener);
        } catch (error) {
          if (error instanceof ConnectionRefused) {
            return answerWindow(c, 400, failed(error.saying), flow.opener);
          }
          const trace = c.get("traceId");
          log.error({ err: error, trace }, "sign-in not finished");
          return answerWindow(c, 500, failed(say("server.fault", { trace })), flow.opener);
        }
      },
    );
}

const failed = (saying: Saying): FlowResult => ({
  source: "sidethread",
  outcome: "failed",
  message: inEnglish(saying),
  saying,
});

const isVendor = (purpose: Flow["purpose"]): purpose is Exclude<Flow["purpose"], "sign_in"> =>
  purpose !== "sign_in";
