import type { AuditEntry } from "@sidethread/shared/admin";
import { and, desc, eq, lt } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { audit } from "../database/schema/admin.ts";

const PAGE = 50;

interface AuditPage {
  entries: AuditEntry[];
  /** Before which entry the next page begins; null: this is the last. */
  next: string | null;
}

/** Who changed what in an account, newest first, a page at a time. */
export async function listAudit(
  db: Queryable,
  { accountId }: AccountScope,
  before: number | null,
): Promise<AuditPage> {
  const rows = await db
    .select()
    .from(audit)
    .where(and(eq(audit.accountId, accountId), before === null ? undefined : lt(audit.id, before)))
    .orderBy(desc(audit.id))
    .limit(PAGE + 1);
  const entries = rows.slice(0, PAGE).map(({ id, at, actor, action, before: old, after }) => ({
    id: String(id),
    at: at.toISOString(),
    actor,
    action,
    before: old,
    after,
  }));
  return { entries, next: rows.length > PAGE ? (entries.at(-1)?.id ?? null) : null };
}
