import { readSettings, type Settings } from "@sidethread/shared/settings";
import { eq, sql } from "drizzle-orm";
import { readKlaviyoAccounts, selectKlaviyoAccounts } from "../../accounts/klaviyo-accounts.ts";
import type { BrandsAtKlaviyo } from "../../accounts/klaviyo-of-brand.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { Queryable } from "../../database/database.ts";
import { prepared } from "../../database/prepared.ts";
import { accounts } from "../../database/schema/accounts.ts";
import type { Conversation } from "../conversation-store.ts";
import type { LastSent } from "./attribution.ts";

/** What has to be known before a text can be judged. */
export interface Surroundings {
  settings: Settings;
  klaviyo: BrandsAtKlaviyo["klaviyo"];
  /** The newest campaign or flow message that the person had received by then. */
  lastSent: LastSent | null;
}

const { placeholder } = sql;

const theirConversations = sql`
  SELECT id FROM conversations
  WHERE account_id = ${placeholder("accountId")} AND profile_id = ${placeholder("profileId")}
    AND channel = ${placeholder("channel")}`;

// The plus keeps SQLite from reading all messages of the account by their time.
const lastSent = sql<string | null>`(
  SELECT json_object('id', sent.id, 'at', sent.at, 'answered', EXISTS (
    SELECT 1 FROM messages AS written
    WHERE written.account_id = sent.account_id AND written.conversation_id IN (${theirConversations})
      AND written.direction = 'inbound' AND +written.at >= sent.at
      AND (+written.at <= ${placeholder("at")} OR written.attributed_to = sent.id)))
  FROM messages AS sent
  WHERE sent.account_id = ${placeholder("accountId")} AND sent.conversation_id IN (${theirConversations})
    AND sent.origin IN ('campaign', 'flow') AND +sent.at <= ${placeholder("at")}
  ORDER BY +sent.at DESC LIMIT 1)`;

const read = prepared((db) =>
  db
    .select({ settings: accounts.settings, klaviyo: selectKlaviyoAccounts, lastSent })
    .from(accounts)
    .where(eq(accounts.id, placeholder("accountId")))
    .prepare(),
);

/** Reads it by one statement, since every text waits for it. */
export async function readSurroundings(
  db: Queryable,
  { accountId }: AccountScope,
  { profileId, channel }: Pick<Conversation, "profileId" | "channel">,
  at: Date,
): Promise<Surroundings> {
  const row = await read(db).get({ accountId, profileId, channel, at: at.getTime() });
  if (!row) throw new Error(`There is no account ${accountId}.`);
  const sent = row.lastSent === null ? null : JSON.parse(row.lastSent);
  return {
    settings: readSettings(row.settings),
    klaviyo: readKlaviyoAccounts(row.klaviyo),
    lastSent: sent && { id: sent.id, at: new Date(sent.at), answered: sent.answered === 1 },
  };
}
