import { adminState, auditEntry } from "@sidethread/shared/admin";
import { settings, someSettings } from "@sidethread/shared/settings";
import { Hono } from "hono";
import { validator } from "hono-openapi";
import { z } from "zod";
import { prepareSettings } from "../accounts/change-settings.ts";
import { listAudit } from "../accounts/list-audit.ts";
import { readAdminState } from "../accounts/read-admin-state.ts";
import { type AdminEnv, actorOf, mustBeAdmin } from "./admin-session.ts";
import { describeAdmin } from "./describe-admin.ts";
import type { Services } from "./environment.ts";
import { mustFit } from "./operator.ts";
import { sayingWhatDoesNotFit } from "./refused-settings.ts";

const auditPage = z.object({ entries: z.array(auditEntry), next: z.string().nullable() });
const page = z.object({
  before: z
    .string()
    .regex(/^\d{1,15}$/, "an entry's id")
    .optional(),
});

/** What the admin's page shows first, its settings, and who changed what. */
export function adminRoutes(services: Services) {
  return new Hono<AdminEnv>()
    .get(
      "/state",
      mustBeAdmin(services),
      describeAdmin("Everything that the admin's page shows and changes", { schema: adminState }),
      async (c) => c.json(await readAdminState(services, c.get("scope"), c.get("account"), c.get("admin"))),
    )
    .patch(
      "/settings",
      mustBeAdmin(services),
      describeAdmin("Changes some settings; they count at once", { schema: settings }),
      validator("json", someSettings, mustFit),
      async (c) => {
        const by = actorOf(c.get("admin"));
        const scope = c.get("scope");
        const changed = await sayingWhatDoesNotFit(async () => {
          const lay = await prepareSettings(services, scope, c.req.valid("json"));
          return services.database.write((tx) => lay(tx, scope, by));
        });
        return c.json(changed);
      },
    )
    .get(
      "/audit",
      mustBeAdmin(services),
      describeAdmin("Who changed what, newest first, 50 at a time", { schema: auditPage }),
      validator("query", page, mustFit),
      async (c) => {
        const { before } = c.req.valid("query");
        const from = before === undefined ? null : Number(before);
        return c.json(await listAudit(services.database.read, c.get("scope"), from));
      },
    );
}
