import { sql } from "drizzle-orm";
import { z } from "zod";
import type { BrandsAtKlaviyo } from "./klaviyo-of-brand.ts";

/** Reads, with an account's own row, which Klaviyo accounts it is connected to: it costs no statement of its own. */
export const selectKlaviyoAccounts = sql<string>`(
  SELECT json_group_array(json_object('id', key, 'main', is_main)) FROM connections
  WHERE connections.account_id = accounts.id AND vendor = 'klaviyo')`;

const selected = z.array(z.object({ id: z.string(), main: z.number() }));

export function readKlaviyoAccounts(json: string): BrandsAtKlaviyo["klaviyo"] {
  const rows = selected.parse(JSON.parse(json));
  return {
    connected: rows.map(({ id }) => id),
    main: rows.find(({ main }) => main === 1)?.id ?? null,
  };
}
