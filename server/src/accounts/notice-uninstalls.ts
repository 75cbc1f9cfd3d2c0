import type { Logger } from "pino";
import type { AccountScope } from "../database/account-scope.ts";
import { findWatermark, moveWatermark } from "../work/watermark-store.ts";
import { listConnectedAccounts } from "./connection-store.ts";
import type { Tending } from "./connectors/connector.ts";
import { APP_NAME } from "./give-app-secret.ts";
import { uninstall } from "./uninstall.ts";

/** When the app was last seen in an account's Zendesk. */
const SEEN = "zendesk:app";
/** An app that is being installed anew is gone for a while. */
const GONE_MS = 24 * 60 * 60_000;
/** Another process may have looked just now. */
const LOOK_AGAIN_MS = 30 * 60_000;

/**
 * Takes accounts out of use whose Zendesk has our app no longer. One in which it was never seen is still being set up;
 * one whose Zendesk does not answer is left alone.
 */
export async function noticeUninstalls(context: Tending & { log: Logger }): Promise<void> {
  const { database, log } = context;
  for (const { scope } of await listConnectedAccounts(database.read, "zendesk")) {
    await look(context, scope).catch((err) =>
      log.warn({ err, account: scope.accountId }, "Zendesk did not say whether the app is installed"),
    );
  }
}

async function look(context: Tending & { log: Logger }, scope: AccountScope): Promise<void> {
  const { database, clients } = context;
  const seenAt = await findWatermark(database.read, scope, SEEN);
  if (seenAt !== null && Date.now() - seenAt.getTime() < LOOK_AGAIN_MS) return;
  const zendesk = await clients.zendesk(scope);
  if (!zendesk) return;
  const installed = await zendesk.client.listInstallations();
  if (installed.some(({ settings }) => settings.name === APP_NAME)) {
    await database.write((tx) => moveWatermark(tx, scope, SEEN, new Date()));
    return;
  }
  if (seenAt === null || Date.now() - seenAt.getTime() < GONE_MS) return;
  await uninstall({ ...context, by: { actor: "sidethread", actorId: null } }, scope);
}
