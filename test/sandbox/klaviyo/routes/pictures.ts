import { Hono } from "hono";
import { PICTURE_STORAGE } from "../pictures.ts";
import type { State } from "../state.ts";

/** The pictures that customers sent. */
export function pictureRoutes({ pictures }: State) {
  return new Hono().get(`${PICTURE_STORAGE}/:id`, (c) => {
    const picture = pictures.get(c.req.param("id"));
    return picture ? c.body(picture.bytes, 200, { "Content-Type": picture.contentType }) : c.notFound();
  });
}
