import type { Picture, State } from "./state.ts";

/** Stands in for Klaviyo's CDN, which needs no key. */
export const PICTURE_STORAGE = "/_storage";

/** Keeps a picture that a customer sent; gives its URL. */
export function keepPicture({ ids, pictures, origin }: State, picture: Picture): string {
  const id = ids.uuid("picture");
  pictures.set(id, picture);
  return `${origin}${PICTURE_STORAGE}/${id}`;
}
