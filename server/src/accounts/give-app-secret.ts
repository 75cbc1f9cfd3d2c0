import type { AccountScope } from "../database/account-scope.ts";
import type { Database } from "../database/database.ts";
import type { ZendeskClient } from "../vendors/zendesk/client.ts";
import { findWatermark, moveWatermark } from "../work/watermark-store.ts";
import { openSidebarSecret } from "./account-store.ts";
import { prove } from "./connect.ts";
import type { Sealer } from "./seal.ts";

export const APP_NAME = "Sidethread";

interface Giving {
  database: Database;
  sealer: Sealer;
}

/** Gives the installed app the secret that signs its sidebar's tokens. Gives whether there is one. */
export const giveSecretToApp = (context: Giving, scope: AccountScope, zendesk: ZendeskClient) =>
  prove(() => give(context, scope, zendesk, true), "zendesk.app_secret");

/** The same for an app that was installed after Zendesk was connected, unless it has its secret. */
export const giveSecretToNewApp = (context: Giving, scope: AccountScope, zendesk: ZendeskClient) =>
  give(context, scope, zendesk, false);

async function give(
  { database, sealer }: Giving,
  scope: AccountScope,
  zendesk: ZendeskClient,
  again: boolean,
): Promise<boolean> {
  const installed = (await zendesk.listInstallations()).find(({ settings }) => settings.name === APP_NAME);
  if (!installed) return false;
  const given = `zendesk:app_secret:${installed.id}`;
  if (!again && (await findWatermark(database.read, scope, given))) return true;
  const secret = await openSidebarSecret(database.read, scope, sealer);
  await zendesk.updateInstallation(installed.id, { sidebar_secret: secret });
  await database.write((tx) => moveWatermark(tx, scope, given, new Date()));
  return true;
}
