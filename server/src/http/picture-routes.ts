import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { findSharedPicture } from "../conversations/pictures/picture-store.ts";
import { typeOfFile } from "../conversations/pictures/picture-types.ts";
import { grantScope } from "../database/grant-scope.ts";
import { VendorError } from "../vendors/vendor-error.ts";
import type { Env, Services } from "./environment.ts";
import { describeProblem, ProblemError } from "./problem.ts";

/** Where carriers fetch agents' pictures: from Zendesk through us, for as long as they are shared. */
export function pictureRoutes({ database, clients, limits, log }: Services) {
  const nothing = () => new ProblemError(404, "No picture", "There is none here, or not any more.");

  return new Hono<Env>().get(
    "/:code",
    describeRoute({
      summary: "An agent's picture, for the carrier that sends it",
      responses: {
        200: { description: "The picture" },
        404: describeProblem("No such picture, or not any more"),
        502: describeProblem("Zendesk did not give it"),
      },
    }),
    async (c) => {
      const picture = await findSharedPicture(database.read, c.req.param("code"));
      if (picture) limits.count("account at pictures", picture.accountId);
      const zendesk = picture && (await clients.zendesk(grantScope(picture.accountId)))?.client;
      if (!zendesk) throw nothing();
      const bytes = await zendesk.fetchAttachment(picture.url).catch((err) => {
        if (!(err instanceof VendorError)) throw err;
        log.warn({ err, trace: c.get("traceId") }, "picture not fetched");
        throw err.final ? nothing() : new ProblemError(502, "No answer", "Zendesk did not give the picture.");
      });
      const type = typeOfFile(bytes);
      if (!type?.contentType.startsWith("image/") || type.contentType !== picture.contentType)
        throw nothing();
      return c.body(bytes, 200, {
        "content-type": picture.contentType,
        "content-disposition": `inline; filename="picture.${type.extension}"`,
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
        "x-robots-tag": "noindex",
      });
    },
  );
}
