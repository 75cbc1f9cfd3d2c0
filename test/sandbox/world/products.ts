import type { Product } from "./world.ts";

function product(key: string, sku: string, title: string, priceCents: number, variants: string[]): Product {
  return {
    key,
    title,
    variants: variants.map((variant) => {
      const suffix = variant.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
      return {
        key: `${key}-${suffix}`,
        title: variant,
        sku: `${sku}-${suffix.toUpperCase()}`,
        priceCents,
      };
    }),
  };
}

export const products: Product[] = [
  product("sund-coat", "ML-101", "Sund Rain Coat", 14900, ["Navy / S", "Navy / M", "Navy / L", "Yellow / M"]),
  product("priel-fleece", "ML-102", "Priel Fleece Jacket", 7950, ["Grey / S", "Grey / M", "Grey / L"]),
  product("moor-shirt", "ML-103", "Moor Merino Shirt", 6450, ["Green / S", "Green / M", "Black / L"]),
  product("watt-socks", "ML-104", "Watt Merino Socks", 1790, ["36-39", "40-43", "44-47"]),
  product("boe-beanie", "ML-105", "Bö Wool Beanie", 2450, ["Mustard", "Petrol", "Black"]),
  product("reif-gloves", "ML-106", "Reif Gloves", 3450, ["S", "M", "L"]),
  product("geest-boots", "ML-201", "Geest Hiking Boots", 15900, ["38", "40", "42", "44"]),
  product("koog-daypack", "ML-301", "Koog Daypack 22 L", 8900, ["Olive", "Black"]),
  product("siel-bottle", "ML-302", "Siel Steel Bottle 0.75 L", 2750, ["Steel", "Moss"]),
  product("luchte-headlamp", "ML-303", "Lüchte Headlamp", 3990, ["One size"]),
  product("duene-tent", "ML-401", "Düne Two-Person Tent", 24900, ["Sand", "Fern"]),
  product("heide-bag", "ML-402", "Heide Sleeping Bag", 13900, ["Regular", "Long"]),
  product("coat-wax", "ML-501", "Coat Care Wax", 1490, ["200 ml"]),
];

const prices = new Map(
  products.flatMap(({ variants }) => variants).map(({ key, priceCents }) => [key, priceCents]),
);

/** The price of a variant by its key. */
export function priceOf(variant: string): number {
  const price = prices.get(variant);
  if (price === undefined) throw new Error(`No such variant: ${variant}`);
  return price;
}
