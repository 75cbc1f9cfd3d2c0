import { type Actor, recordChange } from "../accounts/audit-store.ts";
import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import type { NewRule, RuleCalls, ZendeskRule } from "../vendors/zendesk/rules.ts";
import { type MadeKey, readMade, storeMade } from "./rules-store.ts";

/** A view or an automation that we make in Zendesk for an account. */
export interface MadeRule {
  /** Under which its id is kept. */
  key: MadeKey;
  /** What it is to the audit record. */
  name: "view" | "automation";
  /** By which it is found again where we do not know its id. */
  title: string;
  calls: RuleCalls;
  /** What the audit record says of it. */
  describe(rule: ZendeskRule): object;
}

interface Change {
  database: Database;
  scope: AccountScope;
  actor: Actor;
}

/** What we made, as it is in Zendesk; null when we made none, or somebody removed it there. */
export async function findMade(
  { read }: Pick<Database, "read">,
  scope: AccountScope,
  { key, calls }: MadeRule,
): Promise<ZendeskRule | null> {
  const id = (await readMade(read, scope))[key];
  return id === undefined ? null : calls.find(id);
}

/** Makes the rule, or brings the one that is there to what it is to be; one with its title counts as ours. */
export async function putRule(
  { database, scope, actor }: Change,
  made: MadeRule,
  wanted: Omit<NewRule, "title">,
): Promise<ZendeskRule> {
  const { key, name, title, calls, describe } = made;
  const rule = { title, active: true, ...wanted };
  const known = (await readMade(database.read, scope))[key];
  const before =
    (known === undefined ? null : await calls.find(known)) ??
    (await calls.list()).find((one) => one.title === title);
  const updated = before ? await calls.update(String(before.id), rule) : null;
  const now = updated ?? (await calls.create(rule));
  const id = String(now.id);

  const kept = await database.write(async (tx) => {
    const other = (await readMade(tx, scope))[key];
    // Two admins pressed at once: what the first one made stays.
    if (!updated && other !== undefined && other !== known) return other;
    await storeMade(tx, scope, key, id);
    await recordChange(tx, scope, {
      ...actor,
      action: `${name}.${updated ? "updated" : "made"}`,
      before: before && updated ? describe(before) : null,
      after: describe(now),
    });
    return id;
  });
  if (kept === id) return now;
  await calls.remove(id);
  return (await calls.find(kept)) ?? now;
}

/** Removes what we made from Zendesk, and forgets it. */
export async function removeMade({ database, scope, actor }: Change, made: MadeRule): Promise<void> {
  const { key, name, calls, describe } = made;
  const found = await findMade(database, scope, made);
  if (found) await calls.remove(String(found.id));
  await database.write(async (tx) => {
    await storeMade(tx, scope, key, null);
    if (!found) return;
    await recordChange(tx, scope, {
      ...actor,
      action: `${name}.removed`,
      before: describe(found),
      after: null,
    });
  });
}
