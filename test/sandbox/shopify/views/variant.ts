import { gid } from "../shop/ids.ts";
import type { Shop } from "../shop/shop.ts";
import type { Variant } from "../shop/state.ts";
import { decimal } from "./money.ts";

/** A `ProductVariant`. */
export const variantView = (shop: Shop, variant: Variant) => ({
  __typename: "ProductVariant",
  id: gid("ProductVariant", variant.id),
  legacyResourceId: String(variant.id),
  title: variant.title,
  displayName: `${variant.productTitle} - ${variant.title}`,
  sku: variant.sku,
  price: decimal(variant.priceCents),
  availableForSale: true,
  image: productImage(shop, variant),
  product: {
    __typename: "Product",
    id: gid("Product", variant.productId),
    legacyResourceId: String(variant.productId),
    title: variant.productTitle,
    handle: handleOf(variant),
    vendor: "Moorlicht",
    status: "ACTIVE",
  },
});

const handleOf = ({ productTitle }: Variant) =>
  productTitle
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-");

/** An `Image`, drawn by the sandbox itself. */
export const productImage = (shop: Shop, variant: Variant) => ({
  altText: variant.productTitle,
  width: 400,
  height: 400,
  url: `${shop.origin}/cdn/products/${handleOf(variant)}.svg`,
});
