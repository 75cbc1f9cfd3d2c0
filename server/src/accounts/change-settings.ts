import { isDeepStrictEqual } from "node:util";
import { readSettings, type Settings, type SomeSettings } from "@sidethread/shared/settings";
import { eq } from "drizzle-orm";
import { listNumbers } from "../conversations/list-numbers.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database, Queryable } from "../database/database.ts";
import { accounts } from "../database/schema/accounts.ts";
import type { Transaction } from "../database/transaction.ts";
import { VendorError } from "../vendors/vendor-error.ts";
import { getAccount } from "./account-store.ts";
import { type Actor, recordChange } from "./audit-store.ts";
import { whatIsWrongWithBrands, whatIsWrongWithPrices } from "./change-settings-rules.ts";
import type { VendorClients } from "./vendor-clients.ts";

/** Settings that do not fit each other or the account; the message says why, and what to do. */
export class SettingsRefused extends Error {
  override name = "SettingsRefused";
}

type Judge = (settings: Settings) => string | null;

/** Changes an account's settings, and writes down what that changed; what is not chosen stays. */
export async function changeSettings(
  { database, clients }: { database: Database; clients: VendorClients },
  scope: AccountScope,
  chosen: SomeSettings,
  actor: Actor,
): Promise<Settings> {
  const judges = [
    await judgeBrands(database.read, clients, scope, chosen),
    await judgePrices(database.read, scope, chosen),
  ];
  return database.write((tx) => laySettings(tx, scope, chosen, actor, judges));
}

/** The judges see the settings as they would be, with what somebody else may have changed meanwhile. */
async function laySettings(
  tx: Transaction,
  scope: AccountScope,
  chosen: SomeSettings,
  actor: Actor,
  judges: Judge[],
): Promise<Settings> {
  const { settings: before } = await getAccount(tx, scope);
  const settings = readSettings({ ...before, ...chosen });
  const changed = (Object.keys(settings) as (keyof Settings)[]).filter(
    (key) => !isDeepStrictEqual(before[key], settings[key]),
  );
  if (changed.length === 0) return before;
  for (const judge of judges) {
    const wrong = judge(settings);
    if (wrong !== null) throw new SettingsRefused(wrong);
  }
  await tx.update(accounts).set({ settings }).where(eq(accounts.id, scope.accountId));
  const only = (all: Settings) => Object.fromEntries(changed.map((key) => [key, all[key]]));
  await recordChange(tx, scope, {
    ...actor,
    action: "settings.changed",
    before: only(before),
    after: only(settings),
  });
  return settings;
}

const ABOUT_BRANDS = ["metricBrandIds", "textBrandId", "textTickets"] as const;

async function judgeBrands(
  db: Queryable,
  clients: VendorClients,
  scope: AccountScope,
  chosen: SomeSettings,
): Promise<Judge> {
  const { settings } = await getAccount(db, scope);
  const { metricBrandIds, textBrandId } = { ...settings, ...chosen };
  const anyBrand = metricBrandIds === null && textBrandId === null;
  if (anyBrand || !ABOUT_BRANDS.some((key) => key in chosen)) return () => null;
  const zendesk = await clients.zendesk(scope);
  if (!zendesk) return () => "Brands are Zendesk's. Connect Zendesk first, then choose them.";
  const brands = await zendesk.client.listBrands().catch((error) => {
    if (!(error instanceof VendorError)) throw error;
    throw new SettingsRefused("Zendesk could not be asked for its brands. Try again in a minute.");
  });
  const known = brands.map((brand) => ({ ...brand, id: String(brand.id) }));
  return (all) => whatIsWrongWithBrands(all, known);
}

async function judgePrices(db: Queryable, scope: AccountScope, chosen: SomeSettings): Promise<Judge> {
  if (!chosen.prices) return () => null;
  const numbers = (await listNumbers(db, scope)).map(({ number }) => number);
  return (all) => whatIsWrongWithPrices(all, numbers);
}
