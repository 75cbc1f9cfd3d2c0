import { Hono } from "hono";
import { replyCollection } from "../collection.ts";
import { reply } from "../documents.ts";
import { notFound } from "../errors.ts";
import type { Env } from "../guard.ts";
import { L } from "../rate-limits.ts";
import { groupResource } from "../resources.ts";
import type { Sandbox } from "../sandbox.ts";

/** Segments and lists. */
export function groupRoutes({ state, guard }: Sandbox) {
  const routes = new Hono<Env>();
  const kinds = [
    { path: "segments", type: "segment", scope: "segments:read" },
    { path: "lists", type: "list", scope: "lists:read" },
  ] as const;

  for (const { path, type, scope } of kinds) {
    const allowed = guard({ limit: L, scopes: [scope] });
    routes.get(`/api/${path}`, allowed, (c) =>
      replyCollection(c, {
        items: state[path].values(),
        filters: {
          id: { operators: ["equals", "any"], read: ({ id }) => id },
          name: { operators: ["equals", "any"], read: ({ name }) => name },
          created: { operators: ["greater-than"], read: ({ created }) => created },
          updated: { operators: ["greater-than"], read: ({ created }) => created },
        },
        sorts: {
          id: ({ id }) => id,
          name: ({ name }) => name,
          created: ({ created }) => created.getTime(),
          updated: ({ created }) => created.getTime(),
        },
        defaultSort: "created",
        pageSize: { default: 10, max: 10 },
        resource: (group) => groupResource(state, type, group),
      }),
    );
    routes.get(`/api/${path}/:id`, allowed, (c) => {
      const id = c.req.param("id");
      const group = state[path].get(id);
      if (!group) throw notFound(type, id);
      return reply(c, groupResource(state, type, group));
    });
  }
  return routes;
}
