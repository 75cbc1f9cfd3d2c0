import { randomBytes, randomUUID } from "node:crypto";
import { readSettings, type Settings, type SomeSettings } from "@sidethread/shared/settings";
import { eq, getTableColumns, sql } from "drizzle-orm";
import type { AccountScope } from "../database/account-scope.ts";
import type { Queryable } from "../database/database.ts";
import { prepared } from "../database/prepared.ts";
import { accounts } from "../database/schema/accounts.ts";
import type { Transaction } from "../database/transaction.ts";
import { readKlaviyoAccounts, selectKlaviyoAccounts } from "./klaviyo-accounts.ts";
import type { BrandsAtKlaviyo } from "./klaviyo-of-brand.ts";
import type { Sealer } from "./seal.ts";

export interface Account extends BrandsAtKlaviyo {
  id: string;
  subdomain: string;
  name: string;
  settings: Settings;
  /** Since when it is out of use; null: it is in use. */
  uninstalledAt: Date | null;
}

type Row = typeof accounts.$inferSelect & { klaviyo: string };

const withKlaviyo = { ...getTableColumns(accounts), klaviyo: selectKlaviyoAccounts };

const toAccount = ({ id, subdomain, name, settings, uninstalledAt, klaviyo }: Row): Account => ({
  id,
  subdomain,
  name,
  settings: readSettings(settings),
  uninstalledAt,
  klaviyo: readKlaviyoAccounts(klaviyo),
});

/** What the secret of an account's sidebar is bound to. */
export const sidebarSecretPlace = (accountId: string) => `${accountId}/sidebar_secret`;

/** Makes the account of a Zendesk subdomain, with a new secret for its sidebar, or renames the one that is there. */
export async function saveAccount(
  tx: Transaction,
  sealer: Sealer,
  fresh: { subdomain: string; name: string; settings: SomeSettings },
): Promise<Account> {
  const id = randomUUID();
  const before = await findAccountBySubdomain(tx, fresh.subdomain);
  const settings = { ...readSettings(before?.settings ?? {}), ...fresh.settings };
  const [row] = await tx
    .insert(accounts)
    .values({
      id,
      subdomain: fresh.subdomain,
      name: fresh.name,
      settings,
      sidebarSecret: sealer.seal(randomBytes(32).toString("base64url"), sidebarSecretPlace(id)),
      createdAt: new Date(),
    })
    .onConflictDoUpdate({ target: accounts.subdomain, set: { name: fresh.name, settings } })
    .returning(withKlaviyo);
  if (!row) throw new Error(`The account ${fresh.subdomain} was not saved.`);
  return toAccount(row);
}

/** For the edge, which has only a subdomain and no scope yet. */
export async function findAccountBySubdomain(db: Queryable, subdomain: string): Promise<Account | null> {
  const [row] = await db.select(withKlaviyo).from(accounts).where(eq(accounts.subdomain, subdomain));
  return row ? toAccount(row) : null;
}

const selectAccount = prepared((db) =>
  db
    .select(withKlaviyo)
    .from(accounts)
    .where(eq(accounts.id, sql.placeholder("id")))
    .prepare(),
);

export async function getAccount(db: Queryable, scope: AccountScope): Promise<Account> {
  const [row] = await selectAccount(db).all({ id: scope.accountId });
  if (!row) throw new Error(`There is no account ${scope.accountId}.`);
  return toAccount(row);
}

/** The secret that signs the tokens of this account's sidebar. */
export async function openSidebarSecret(db: Queryable, scope: AccountScope, sealer: Sealer): Promise<string> {
  const [row] = await db
    .select({ sealed: accounts.sidebarSecret })
    .from(accounts)
    .where(eq(accounts.id, scope.accountId));
  if (!row) throw new Error(`There is no account ${scope.accountId}.`);
  return sealer.open(row.sealed, sidebarSecretPlace(scope.accountId));
}
