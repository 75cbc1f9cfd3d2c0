import { randomUUID } from "node:crypto";
import type { MessageState } from "@sidethread/shared/sidebar";
import { and, desc, eq, inArray, ne } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { messages } from "../database/schema/conversations.ts";
import type { Transaction } from "../database/writer.ts";
import { advances } from "./delivery-state.ts";

export type Message = typeof messages.$inferSelect;
export type NewMessage = Pick<Message, "conversationId" | "direction" | "text" | "at" | "state"> &
  Partial<Pick<Message, "pictures" | "reason" | "author" | "carrierId" | "ticketId" | "commentId">>;

const ofAccount = ({ accountId }: AccountScope, id: string) =>
  and(eq(messages.accountId, accountId), eq(messages.id, id));

/** Keeps a message; null when its carrier's id or its comment is known already. */
export async function addMessage(
  tx: Transaction,
  { accountId }: AccountScope,
  message: NewMessage,
): Promise<string | null> {
  const [row] = await tx
    .insert(messages)
    .values({ pictures: [], ...message, id: randomUUID(), accountId })
    .onConflictDoNothing()
    .returning({ id: messages.id });
  return row?.id ?? null;
}

export async function findMessage(db: Queryable, scope: AccountScope, id: string): Promise<Message | null> {
  const [row] = await db.select().from(messages).where(ofAccount(scope, id));
  return row ?? null;
}

export async function getMessage(db: Queryable, scope: AccountScope, id: string): Promise<Message> {
  const found = await findMessage(db, scope, id);
  if (!found) throw new Error(`There is no message ${id}.`);
  return found;
}

/** Notes where a text is in Zendesk. */
export async function placeMessage(
  tx: Transaction,
  scope: AccountScope,
  id: string,
  place: { ticketId: string; commentId: string | null },
): Promise<void> {
  await tx.update(messages).set(place).where(ofAccount(scope, id));
}

/** Moves a message on to a new state; false when it is as far already, or further. */
export async function advanceMessage(
  tx: Transaction,
  scope: AccountScope,
  id: string,
  to: { state: MessageState; reason?: string; carrierId?: string },
): Promise<boolean> {
  const { state: from } = await getMessage(tx, scope, id);
  const advanced = advances(from, to.state);
  const carrier = to.carrierId === undefined ? null : { carrierId: to.carrierId };
  const change = advanced ? to : carrier;
  if (change) await tx.update(messages).set(change).where(ofAccount(scope, id));
  return advanced;
}

/** Which of these ids of a carrier belong to messages that we know, one message's own left out. */
export async function findKnownCarrierIds(
  db: Queryable,
  { accountId }: AccountScope,
  ids: string[],
  except: string | null,
): Promise<Set<string>> {
  const rows = await db
    .select({ id: messages.carrierId })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, accountId),
        inArray(messages.carrierId, ids),
        except === null ? undefined : ne(messages.id, except),
      ),
    );
  return new Set(rows.map(({ id }) => id as string));
}

/** The newest messages of some conversations, oldest first. */
export async function listThread(
  db: Queryable,
  { accountId }: AccountScope,
  conversationIds: string[],
  limit: number,
): Promise<Message[]> {
  const newest = await db
    .select()
    .from(messages)
    .where(and(eq(messages.accountId, accountId), inArray(messages.conversationId, conversationIds)))
    .orderBy(desc(messages.sequence))
    .limit(limit);
  return newest.reverse();
}
