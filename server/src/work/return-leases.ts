import { inArray } from "drizzle-orm";
import { effects } from "../database/schema/work.ts";
import type { Write } from "../database/writer.ts";
import type { LeasedEffect } from "./lease-effects.ts";

/** Hands effects back unfinished: whoever takes them next knows that an attempt was made. */
export async function returnLeases(write: Write, held: LeasedEffect[]): Promise<void> {
  if (held.length === 0) return;
  const tokens = held.map(({ leaseToken }) => leaseToken);
  await write((tx) =>
    tx
      .update(effects)
      .set({ state: "waiting", leaseUntil: null, leaseToken: null })
      .where(inArray(effects.leaseToken, tokens)),
  );
}
