import { z } from "zod";
import { saying } from "./told.ts";

/** Problem details (RFC 9457): the one shape of every error that the server answers. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** The detail in any language, where an admin reads it. */
  saying: saying.optional(),
});

export type Problem = z.infer<typeof problem>;
