import { and, eq, inArray } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { deliveries } from "../database/schema/work.ts";

/** Which of a source's deliveries have come before, so that they need not be stored again. */
export async function findKnownDeliveries(
  db: Queryable,
  { accountId }: AccountScope,
  source: string,
  deliveryIds: string[],
): Promise<Set<string>> {
  if (deliveryIds.length === 0) return new Set();
  const rows = await db
    .select({ id: deliveries.deliveryId })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.accountId, accountId),
        eq(deliveries.source, source),
        inArray(deliveries.deliveryId, deliveryIds),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}
