import type { IntlShape } from "react-intl";
import { VENDOR_NAMES } from "../../ui/vendor-names.ts";

const ACTIONS = [
  "settings.changed",
  "view.made",
  "view.updated",
  "view.removed",
  "automation.made",
  "automation.updated",
  "automation.removed",
  "dead_letters.replayed",
  "dead_letters.discarded",
  "admin.signed_in",
  "sessions.ended",
  "person.erased",
  "person.exported",
  "person.data_requested",
  "shop.erased",
  "account.uninstalled",
  "account.reinstalled",
] as const;

/** What was done, in words; an action that this version does not know stays as it is. */
export function actionWords(intl: Pick<IntlShape, "formatMessage">, action: string): string {
  const known = ACTIONS.find((one) => one === action);
  if (known) return intl.formatMessage({ id: `record.action.${known}` });
  const [subject, verb] = action.split(".");
  const vendor = Object.entries(VENDOR_NAMES).find(([key]) => key === subject)?.[1];
  if (!vendor || (verb !== "connected" && verb !== "disconnected")) return action;
  return intl.formatMessage({ id: `record.action.vendor.${verb}` }, { vendor });
}
