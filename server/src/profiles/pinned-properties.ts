import { z } from "zod";
import type { KlaviyoProfile } from "../vendors/klaviyo/client.ts";
import { storable } from "../vendors/storable.ts";

const LONGEST = 200;

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const shown = z.union([scalar.transform(String), z.array(scalar).transform((items) => items.join(", "))]);

const snapshot = z.object({ pinned: z.record(z.string(), z.string().nullable()) });

/** What Klaviyo has in the properties that an admin pinned; null where it has nothing that can be shown. */
export function pinnedFrom(found: KlaviyoProfile | null, names: string[]): Record<string, string | null> {
  const properties = found?.attributes.properties ?? {};
  return Object.fromEntries(
    names.map((name) => {
      const { data } = shown.safeParse(Object.hasOwn(properties, name) ? properties[name] : null);
      return [name, data ? storable(data.slice(0, LONGEST)) : null];
    }),
  );
}

/** The pinned properties in a snapshot; null when it was taken before one of them was pinned. */
export function readPinned(data: unknown, names: string[]): { name: string; value: string | null }[] | null {
  if (names.length === 0) return [];
  const pinned = snapshot.safeParse(data).data?.pinned ?? {};
  const read = names.map((name) => ({ name, value: pinned[name] }));
  return read.every((one): one is { name: string; value: string | null } => one.value !== undefined)
    ? read
    : null;
}
