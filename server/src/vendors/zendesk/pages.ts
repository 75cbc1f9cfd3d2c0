import { z } from "zod";
import type { Transport } from "../transport.ts";

const MOST_PAGES = 50;

/** All items of a list of Zendesk's, page by page; `name` is both its path and its key. */
export async function readAllPages<Item>(
  request: Transport,
  name: string,
  item: z.ZodType<Item>,
): Promise<Item[]> {
  const answer = z
    .object({
      meta: z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }).optional(),
    })
    .loose();
  const found: Item[] = [];
  let after: string | null | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const read = await request({
      method: "GET",
      path: `/api/v2/${name}`,
      query: { "page[size]": "100", ...(after ? { "page[after]": after } : {}) },
      answer,
    });
    found.push(...z.array(item).parse(read[name]));
    after = read.meta?.has_more ? read.meta.after_cursor : null;
    if (!after) return found;
  }
  return found;
}
