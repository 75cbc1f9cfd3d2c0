import type { AdminConnection, AdminState } from "@sidethread/shared/admin";

type Known = Pick<AdminState, "brands" | "connections"> & {
  settings: Pick<AdminState["settings"], "klaviyoByBrand">;
};

/** The Klaviyo accounts that are connected, the oldest first. */
export const connectedKlaviyos = ({ connections }: Pick<AdminState, "connections">): AdminConnection[] =>
  connections.filter(({ vendor, state }) => vendor === "klaviyo" && state !== "not_connected");

/** Whether there is anything to tell apart: several Klaviyo accounts, or a brand that is to have its own. */
export const hasSeveralKlaviyos = (known: Known): boolean =>
  connectedKlaviyos(known).length > 1 || Object.keys(known.settings.klaviyoByBrand).length > 0;

/** The names of the brands that belong to a Klaviyo account. */
export function brandsOf(
  { key, isMain }: Pick<AdminConnection, "key" | "isMain">,
  { brands, settings }: Known,
): string[] {
  const given = ({ id }: Known["brands"][number]) => settings.klaviyoByBrand[id] ?? (isMain ? key : null);
  return brands.filter((brand) => given(brand) === key).map(({ name }) => name);
}

/** What disconnecting a Klaviyo account does to brands: some have none then, some go to the account that follows it. */
export function afterDisconnecting(
  connection: Pick<AdminConnection, "key" | "isMain">,
  known: Known,
): { lose: string[]; move: string[]; to: string | null } {
  const taken = Object.values(known.settings.klaviyoByBrand);
  const next = connectedKlaviyos(known).find(({ key }) => key !== connection.key && !taken.includes(key));
  const theirs = brandsOf(connection, known);
  if (!connection.isMain || !next) return { lose: theirs, move: [], to: null };
  const own = brandsOf({ ...connection, isMain: false }, known);
  return { lose: own, move: theirs.filter((name) => !own.includes(name)), to: next.label };
}
