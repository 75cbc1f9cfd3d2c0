import { isDeepStrictEqual } from "node:util";
import { readSettings, type Settings, type SomeSettings } from "@sidethread/shared/settings";
import { type Saying, say } from "@sidethread/shared/told";
import { eq } from "drizzle-orm";
import { listNumbers } from "../conversations/list-numbers.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database, Queryable } from "../database/database.ts";
import { accounts } from "../database/schema/accounts.ts";
import type { Transaction } from "../database/transaction.ts";
import { VendorError } from "../vendors/vendor-error.ts";
import { getAccount } from "./account-store.ts";
import { type Actor, recordChange } from "./audit-store.ts";
import {
  whatIsWrongWithBrands,
  whatIsWrongWithKlaviyo,
  whatIsWrongWithPrices,
} from "./change-settings-rules.ts";
import { klaviyoOfTexts } from "./klaviyo-of-brand.ts";
import { Refusal } from "./refusal.ts";
import { noteTextsSince } from "./texts-since.ts";
import type { VendorClients } from "./vendor-clients.ts";

/** Settings that do not fit each other or the account. */
export class SettingsRefused extends Refusal {
  override name = "SettingsRefused";
}

type Judge = (settings: Settings) => Saying | null;

/** Writes settings that were looked at already into their account, or refuses them. */
export type LaySettings = (tx: Transaction, scope: AccountScope, actor: Actor) => Promise<Settings>;

/**
 * Looks at settings before they are changed, and asks vendors what that needs; `known` is null for an account that is
 * yet to be made. What is not chosen stays.
 */
export async function prepareSettings(
  { database, clients }: { database: Database; clients: VendorClients },
  known: AccountScope | null,
  chosen: SomeSettings,
): Promise<LaySettings> {
  const judges = [
    await judgeBrands(database.read, clients, known, chosen),
    await judgePrices(database.read, known, chosen),
  ];
  return (tx, scope, actor) => laySettings(tx, scope, chosen, actor, judges);
}

/** The judges see the settings as they would be, with what somebody else may have changed meanwhile. */
async function laySettings(
  tx: Transaction,
  scope: AccountScope,
  chosen: SomeSettings,
  actor: Actor,
  judges: Judge[],
): Promise<Settings> {
  const account = await getAccount(tx, scope);
  const { settings: before, klaviyo } = account;
  const settings = readSettings({ ...before, ...chosen });
  const changed = (Object.keys(settings) as (keyof Settings)[]).filter(
    (key) => !isDeepStrictEqual(before[key], settings[key]),
  );
  if (changed.length === 0) return before;
  const judgeKlaviyo: Judge = (all) => whatIsWrongWithKlaviyo(all, before, klaviyo.connected);
  for (const judge of [...judges, judgeKlaviyo]) {
    const wrong = judge(settings);
    if (wrong !== null) throw new SettingsRefused(wrong.code, wrong.values);
  }
  await tx.update(accounts).set({ settings }).where(eq(accounts.id, scope.accountId));
  const texts = klaviyoOfTexts({ settings, klaviyo });
  if (texts !== null && texts !== klaviyoOfTexts(account)) await noteTextsSince(tx, scope, texts);
  const only = (all: Settings) => Object.fromEntries(changed.map((key) => [key, all[key]]));
  await recordChange(tx, scope, {
    ...actor,
    action: "settings.changed",
    before: only(before),
    after: only(settings),
  });
  return settings;
}

const ABOUT_BRANDS = ["metricBrandIds", "textBrandId", "textTickets", "klaviyoByBrand"] as const;

async function judgeBrands(
  db: Queryable,
  clients: VendorClients,
  known: AccountScope | null,
  chosen: SomeSettings,
): Promise<Judge> {
  const settings = known ? (await getAccount(db, known)).settings : readSettings({});
  const { metricBrandIds, textBrandId } = { ...settings, ...chosen };
  const isOneKlaviyo = Object.keys(chosen.klaviyoByBrand ?? settings.klaviyoByBrand).length === 0;
  const anyBrand = metricBrandIds === null && textBrandId === null && isOneKlaviyo;
  if (anyBrand || !ABOUT_BRANDS.some((key) => key in chosen)) return () => null;
  const zendesk = known && (await clients.zendesk(known));
  if (!zendesk) return () => say("settings.zendesk_first");
  const brands = await zendesk.client.listBrands().catch((error) => {
    if (!(error instanceof VendorError)) throw error;
    throw new SettingsRefused("settings.brands_later");
  });
  const existing = brands.map((brand) => ({ ...brand, id: String(brand.id) }));
  return (all) => whatIsWrongWithBrands(all, existing);
}

async function judgePrices(db: Queryable, known: AccountScope | null, chosen: SomeSettings): Promise<Judge> {
  if (!chosen.prices) return () => null;
  const numbers = known ? (await listNumbers(db, known)).map(({ number }) => number) : [];
  return (all) => whatIsWrongWithPrices(all, numbers);
}
