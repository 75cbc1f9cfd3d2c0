import type { Context } from "../graphql/context.ts";
import { gid } from "../shop/ids.ts";

/** The app leaves the shop; everything that was granted ends. */
export function appUninstall(_args: unknown, { uninstall }: Context) {
  uninstall();
  return { app: { id: gid("App", 1) }, userErrors: [] };
}
