import { randomBytes } from "node:crypto";
import { and, eq, gt } from "drizzle-orm";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Queryable } from "../../database/database.ts";
import { messages, type Picture } from "../../database/schema/conversations.ts";
import { sharedPictures } from "../../database/schema/pictures.ts";
import type { Transaction } from "../../database/transaction.ts";

/** Longer than a carrier keeps a text waiting before it fetches the pictures. */
const SHARED_MS = 24 * 60 * 60_000;

/** Keeps a reply's pictures and opens them to whoever has their codes; a second time under the same ones. */
export async function sharePictures(
  tx: Transaction,
  { accountId }: AccountScope,
  messageId: string,
  pictures: Picture[],
): Promise<string[]> {
  const ofMessage = and(eq(sharedPictures.accountId, accountId), eq(sharedPictures.messageId, messageId));
  const known = await tx.select().from(sharedPictures).where(ofMessage);
  const expiresAt = new Date(Date.now() + SHARED_MS);
  const rows = pictures.map(({ url, contentType }) => {
    const code = known.find((one) => one.url === url)?.code ?? randomBytes(16).toString("base64url");
    return { code, accountId, messageId, url, contentType, expiresAt };
  });
  await tx
    .insert(sharedPictures)
    .values(rows)
    .onConflictDoUpdate({ target: sharedPictures.code, set: { expiresAt } });
  await tx
    .update(messages)
    .set({ pictures: pictures.map(({ url, contentType }) => ({ url, contentType })) })
    .where(and(eq(messages.accountId, accountId), eq(messages.id, messageId)));
  return rows.map(({ code }) => code);
}

/** The picture that is open to whoever has this code; null when none is, or not any more. */
export async function findSharedPicture(db: Queryable, code: string) {
  const [row] = await db
    .select()
    .from(sharedPictures)
    .where(and(eq(sharedPictures.code, code), gt(sharedPictures.expiresAt, new Date())));
  return row ?? null;
}
