import { z } from "zod";
import { vendor } from "./sidebar.ts";

const instant = z.iso.datetime();

/** What the nav bar page shows first: is all well, and otherwise exactly what needs a person. */
export const overview = z.object({
  account: z.object({ name: z.string(), subdomain: z.string() }),
  connections: z.array(
    z.object({
      vendor,
      /** `needs_attention`: an admin has to connect it once more, and reads why. */
      state: z.enum(["not_connected", "connected", "needs_attention"]),
      /** When this vendor last told us something. */
      lastEventAt: instant.nullable(),
    }),
  ),
  work: z.object({
    /** Deliveries and effects that are due or under way. */
    waiting: z.int(),
    /** Set aside after they failed for good; a person has to look. */
    failed: z.int(),
    /** Age of the oldest waiting one, in seconds. */
    oldestSeconds: z.number().nullable(),
  }),
});

export type Overview = z.infer<typeof overview>;
