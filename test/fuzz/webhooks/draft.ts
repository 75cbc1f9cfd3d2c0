import type { FuzzedVendor } from "../world.ts";

/** A webhook before it is signed. */
export interface Draft {
  vendor: FuzzedVendor;
  /** After the address's key. */
  path: string;
  headers: Record<string, string>;
  body: string;
}
