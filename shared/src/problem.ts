import { z } from "zod";

/** Problem details (RFC 9457): the one shape of every error that the server answers. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
});

export type Problem = z.infer<typeof problem>;
