import { z } from "zod";
import type { Transport } from "../transport.ts";
import { readAllPages } from "./pages.ts";

const brand = z.object({ id: z.number(), name: z.string(), default: z.boolean(), active: z.boolean() });

const group = z.object({ id: z.number(), name: z.string(), deleted: z.boolean().default(false) });

export const brands = (request: Transport) => ({
  /** The brands that are in use. */
  async listBrands() {
    return (await readAllPages(request, "brands", brand)).filter(({ active }) => active);
  },

  async listGroups() {
    return (await readAllPages(request, "groups", group)).filter(({ deleted }) => !deleted);
  },
});
