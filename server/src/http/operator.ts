import { createHash, timingSafeEqual } from "node:crypto";
import { createMiddleware } from "hono/factory";
import { z } from "zod";
import { findAccountBySubdomain } from "../accounts/account-store.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { grantScope } from "../database/grant-scope.ts";
import type { Env } from "./environment.ts";
import { ProblemError } from "./problem.ts";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Lets a request through that carries the server's `OPERATOR_TOKEN`. */
export function mustBeOperator(operatorToken: string) {
  return createMiddleware<Env>(async (c, next) => {
    const token = c.req.header("authorization")?.match(/^Bearer (\S+)$/)?.[1] ?? "";
    if (!timingSafeEqual(digest(token), digest(operatorToken))) {
      throw new ProblemError(401, "Not signed in", "Send the server's OPERATOR_TOKEN as a bearer token.");
    }
    await next();
  });
}

export const accountPath = z.object({
  subdomain: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "the part of the Zendesk address before .zendesk.com"),
});

/** The account that an operator names. */
export async function findScope(db: Queryable, subdomain: string): Promise<AccountScope> {
  const found = await findAccountBySubdomain(db, subdomain);
  if (!found)
    throw new ProblemError(404, "No such account", "Make the account first, with PUT on its address.");
  return grantScope(found.id);
}

type Validation =
  | { success: true }
  | { success: false; error: readonly { path?: readonly unknown[] | undefined; message: string }[] };

/** Answers 422 with every field that is wrong, and how. */
export function mustFit(result: Validation): void {
  if (result.success) return;
  const wrong = result.error.map(({ path, message }) => `${path?.join(".") || "body"}: ${message}`);
  throw new ProblemError(422, "Not understood", wrong.join("; "));
}
