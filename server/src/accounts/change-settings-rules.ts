import type { Settings } from "@sidethread/shared/settings";

interface Brand {
  id: string;
  default: boolean;
}

/** What is wrong with the brands that an admin chose, and what to do; null: nothing. */
export function whatIsWrongWithBrands(
  { metricBrandIds, textBrandId, textTickets }: Settings,
  brands: Brand[],
): string | null {
  const chosen = [...(metricBrandIds ?? []), ...(textBrandId === null ? [] : [textBrandId])];
  const unknown = chosen.find((id) => !brands.some((brand) => brand.id === id));
  if (unknown !== undefined) return `Zendesk has no brand ${unknown}, or not any more. Choose another one.`;
  const ofTexts = textBrandId ?? brands.find((brand) => brand.default)?.id;
  const measured = metricBrandIds === null || ofTexts === undefined || metricBrandIds.includes(ofTexts);
  return !textTickets || measured
    ? null
    : "Texts need metrics of their brand. Choose the brand of texts for metrics too, or turn texts off.";
}

/** What is wrong with the prices that an admin gave, and what to do; null: nothing. */
export function whatIsWrongWithPrices({ prices }: Settings, numbers: string[]): string | null {
  const stranger = Object.keys(prices).find((number) => !numbers.includes(number));
  return stranger === undefined ? null : `${stranger} is no number of this account. Give prices of its own.`;
}
