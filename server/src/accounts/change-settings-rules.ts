import type { Settings } from "@sidethread/shared/settings";
import { type Saying, say } from "@sidethread/shared/told";

interface Brand {
  id: string;
  default: boolean;
}

/** What is wrong with the brands that an admin chose, and what to do; null: nothing. */
export function whatIsWrongWithBrands(
  { metricBrandIds, textBrandId, textTickets, klaviyoByBrand }: Settings,
  brands: Brand[],
): Saying | null {
  const ofKlaviyo = Object.keys(klaviyoByBrand);
  const chosen = [...(metricBrandIds ?? []), ...(textBrandId === null ? [] : [textBrandId]), ...ofKlaviyo];
  const unknown = chosen.find((id) => !brands.some((brand) => brand.id === id));
  if (unknown !== undefined) return say("settings.no_brand", { id: unknown });
  const ofTexts = textBrandId ?? brands.find((brand) => brand.default)?.id;
  const measured = metricBrandIds === null || ofTexts === undefined || metricBrandIds.includes(ofTexts);
  if (textTickets && textBrandId === null && ofTexts !== undefined && ofKlaviyo.includes(ofTexts))
    return say("settings.default_brand_klaviyo");
  return !textTickets || measured ? null : say("settings.texts_need_metrics");
}

/** What is wrong with the prices that an admin gave, and what to do; null: nothing. */
export function whatIsWrongWithPrices({ prices }: Settings, numbers: string[]): Saying | null {
  const stranger = Object.keys(prices).find((number) => !numbers.includes(number));
  return stranger === undefined ? null : say("settings.strange_number", { number: stranger });
}

/** What is wrong with the Klaviyo accounts that an admin gave brands anew, and what to do; null: nothing. */
export function whatIsWrongWithKlaviyo(
  { klaviyoByBrand }: Pick<Settings, "klaviyoByBrand">,
  before: Pick<Settings, "klaviyoByBrand">,
  connected: string[],
): Saying | null {
  const stranger = Object.entries(klaviyoByBrand).find(
    ([brandId, id]) => !connected.includes(id) && before.klaviyoByBrand[brandId] !== id,
  );
  return stranger ? say("settings.klaviyo_unconnected", { id: stranger[1] }) : null;
}
