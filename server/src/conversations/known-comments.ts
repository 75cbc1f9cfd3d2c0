import { and, eq, inArray } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { messages } from "../database/schema/conversations.ts";

/** Which of these comments are texts that we know. */
export async function findKnownComments(
  db: Queryable,
  { accountId }: AccountScope,
  commentIds: string[],
): Promise<Set<string | null>> {
  const rows = await db
    .select({ id: messages.commentId })
    .from(messages)
    .where(and(eq(messages.accountId, accountId), inArray(messages.commentId, commentIds)));
  return new Set(rows.map(({ id }) => id));
}
