import { testText } from "@sidethread/shared/admin";
import { Hono } from "hono";
import { validator } from "hono-openapi";
import { z } from "zod";
import { listNumbers } from "../conversations/list-numbers.ts";
import { readTestText, startTestText } from "../conversations/test-text/follow-test-text.ts";
import { toE164 } from "../profiles/identity.ts";
import { type AdminEnv, mustBeAdmin } from "./admin-session.ts";
import { describeAdmin } from "./describe-admin.ts";
import type { Services } from "./environment.ts";
import { mustFit } from "./operator.ts";
import { ProblemError } from "./problem.ts";

const wanted = z.strictObject({
  /** The admin's own phone. */
  phone: z.string().max(40),
  /** The number of ours that is texted; null: whichever. */
  number: z.string().max(40).nullable(),
});

/** A test text from the admin's own phone, followed step by step. */
export function testTextRoutes(services: Services) {
  const { database, sealer } = services;
  return new Hono<AdminEnv>()
    .post(
      "/test-texts",
      mustBeAdmin(services),
      describeAdmin("Watches for the next text from a phone", { schema: testText, status: 201 }),
      validator("json", wanted, mustFit),
      async (c) => {
        const { phone: written, number } = c.req.valid("json");
        const phone = toE164(written);
        if (phone === null) throw ProblemError.telling(422, "No phone number", "test.no_phone");
        const ours = await listNumbers(database.read, c.get("scope"));
        if (number !== null && !ours.some((one) => one.number === number))
          throw ProblemError.telling(422, "Not one of your numbers", "test.strange_number", { number });
        const started = await startTestText(database.read, sealer, c.get("scope"), { phone, number });
        return c.json(started, 201);
      },
    )
    .get(
      "/test-texts/:id",
      mustBeAdmin(services),
      describeAdmin("How far a test text came", { schema: testText }),
      async (c) => {
        const found = await readTestText(database.read, sealer, c.get("scope"), c.req.param("id"));
        if (!found) throw new ProblemError(404, "No such test text", "Start a new one.");
        return c.json(found);
      },
    );
}
