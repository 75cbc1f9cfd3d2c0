import type { AdminConnection, AdminHealth } from "@sidethread/shared/admin";
import type { Overview } from "@sidethread/shared/overview";
import type { Vendor } from "@sidethread/shared/sidebar";
import type { ToldSaying } from "@sidethread/shared/told";

/** Something that only a person can mend. */
export type Need =
  | { kind: "failed"; count: number }
  | { kind: "attention"; vendor: Vendor; error: string | null; saying: ToldSaying | null }
  | { kind: "disconnected"; vendor: Vendor }
  | { kind: "unreachable"; vendor: Vendor }
  | { kind: "behind"; seconds: number };

/** Without these nothing works; the others are the account's choice. */
const NEEDED: Vendor[] = ["zendesk", "klaviyo"];

/** Work waits for a while in ordinary times too. */
const BEHIND_AFTER = 5 * 60;

/** All that needs a person, the gravest first; nothing when all is well. */
export function needsOf({ connections, work }: Overview): Need[] {
  return [...failedWork(work), ...troubledConnections(connections), ...backlog(work)];
}

/** The same from what admins see. */
export function needsOfHealth({ connections, work, breakers }: AdminHealth): Need[] {
  const silent = breakers.filter(({ state }) => state === "open").map(({ vendor }) => vendor);
  const unreachable = [...new Set(silent)].map((vendor) => ({ kind: "unreachable" as const, vendor }));
  return [...failedWork(work), ...troubledConnections(connections), ...unreachable, ...backlog(work)];
}

/** Why is for admins. */
function troubledConnections(
  connections: (Pick<AdminConnection, "vendor" | "state"> &
    Partial<Pick<AdminConnection, "error" | "saying">>)[],
): Need[] {
  return connections.flatMap(({ vendor, state, error = null, saying = null }): Need[] => {
    if (state === "needs_attention") return [{ kind: "attention", vendor, error, saying }];
    return state === "not_connected" && NEEDED.includes(vendor) ? [{ kind: "disconnected", vendor }] : [];
  });
}

function failedWork({ failed }: Overview["work"]): Need[] {
  return failed > 0 ? [{ kind: "failed", count: failed }] : [];
}

function backlog({ oldestSeconds }: Overview["work"]): Need[] {
  const isBehind = oldestSeconds !== null && oldestSeconds > BEHIND_AFTER;
  return isBehind ? [{ kind: "behind", seconds: oldestSeconds }] : [];
}
