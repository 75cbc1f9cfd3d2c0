import { and, eq, isNotNull, lt, or } from "drizzle-orm";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Queryable } from "../../database/database.ts";
import { messages } from "../../database/schema/conversations.ts";
import { WATCHED_MS } from "./test-text-steps.ts";

/** Whether a text of this account ever went all the way: on a ticket, answered by an agent, and the answer arrived. */
export async function wasTextAnswered(db: Queryable, { accountId }: AccountScope): Promise<boolean> {
  const { state, at } = messages;
  const answers = await db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, accountId),
        isNotNull(messages.ticketId),
        eq(messages.origin, "agent"),
        // Some carriers never say that it arrived.
        or(eq(state, "delivered"), and(eq(state, "sent"), lt(at, new Date(Date.now() - WATCHED_MS)))),
      ),
    )
    .limit(1);
  return answers.length > 0;
}
