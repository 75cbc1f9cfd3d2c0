import type { AdminState } from "@sidethread/shared/admin";
import { and, eq, ne } from "drizzle-orm";
import { findConnectionDetails } from "../accounts/connection-store.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { conversations } from "../database/schema/conversations.ts";

type OwnNumber = AdminState["numbers"][number];

/** The numbers of an account: what Twilio listed, and those that texts came to, which is all that Klaviyo tells. */
export async function listNumbers(db: Queryable, scope: AccountScope): Promise<OwnNumber[]> {
  const { ours, carrier, channel, accountId } = conversations;
  const used = await db
    .selectDistinct({ number: ours, carrier, channel })
    .from(conversations)
    .where(and(eq(accountId, scope.accountId), ne(ours, "")));
  const listed = (await findConnectionDetails(db, scope, "twilio"))?.numbers ?? [];
  const all: OwnNumber[] = [
    ...listed.map((number) => ({ number, carrier: "twilio" as const, channel: "sms" as const })),
    ...used,
  ];
  return [...new Map(all.map((one) => [`${one.number} ${one.carrier} ${one.channel}`, one])).values()].sort(
    (a, b) => a.number.localeCompare(b.number),
  );
}
