import type { Settings } from "@sidethread/shared/settings";
import { type Hears, OWN_WORD } from "../profiles/consent.ts";

/** What decides which Klaviyo account a brand belongs to. */
export interface BrandsAtKlaviyo {
  settings: Pick<Settings, "klaviyoByBrand" | "textBrandId">;
  /** The Klaviyo accounts that are connected, by their ids; `main`: for brands that are given none of their own. */
  klaviyo: { connected: string[]; main: string | null };
}

const wantedBy = ({ settings, klaviyo }: BrandsAtKlaviyo, brandId: string | null): string | null =>
  (brandId === null ? undefined : settings.klaviyoByBrand[brandId]) ?? klaviyo.main;

/** The Klaviyo account of a brand; null where it has none, or its own is not connected: another's is never taken. */
export function klaviyoOfBrand(account: BrandsAtKlaviyo, brandId: string | null): string | null {
  const wanted = wantedBy(account, brandId);
  return wanted !== null && account.klaviyo.connected.includes(wanted) ? wanted : null;
}

/** The Klaviyo account that knows who agreed to texts, sends them, and tells of them. */
export const klaviyoOfTexts = (account: BrandsAtKlaviyo): string | null =>
  klaviyoOfBrand(account, account.settings.textBrandId);

/** Whether a Klaviyo account speaks for a brand; where the brand has none, one that serves nobody any more does. */
function speaksFor(account: BrandsAtKlaviyo, brandId: string | null, klaviyoAccountId: string): boolean {
  const wanted = wantedBy(account, brandId);
  const serving = [...Object.values(account.settings.klaviyoByBrand), ...account.klaviyo.connected];
  return wanted === null ? !serving.includes(klaviyoAccountId) : wanted === klaviyoAccountId;
}

/** Whether what a Klaviyo account tells of texts counts. What it told before it was disconnected still does. */
export const speaksOfTexts = (account: BrandsAtKlaviyo, klaviyoAccountId: string): boolean =>
  speaksFor(account, account.settings.textBrandId, klaviyoAccountId);

/**
 * Whose word on consent counts for a brand: its Klaviyo account's, connected or not, and where texts go what people told
 * our numbers.
 */
export function hearsFor(account: BrandsAtKlaviyo, brandId: string | null): Hears {
  const hasTexts = wantedBy(account, brandId) === wantedBy(account, account.settings.textBrandId);
  return (voice) => (voice === OWN_WORD ? hasTexts : speaksFor(account, brandId, voice));
}
