import { Hono } from "hono";
import { type Resource, reference, reply } from "../documents.ts";
import { notFound } from "../errors.ts";
import type { Env } from "../guard.ts";
import { S } from "../rate-limits.ts";
import { conversationResource, groupResource } from "../resources.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Scope } from "../scopes.ts";
import type { Profile } from "../state.ts";

/** What belongs to a profile: its segments, lists and conversations, whole or as references. */
export function profileRelationRoutes({ state, guard }: Sandbox) {
  const routes = new Hono<Env>();

  const conversations = (profile: Profile) =>
    [...state.conversations.values()]
      .filter((conversation) => conversation.profile === profile.id)
      .map((conversation) => conversationResource(state, conversation));
  const relations: { name: string; scope: Scope; read(profile: Profile): Resource[] | Resource | null }[] = [
    {
      name: "segments",
      scope: "segments:read",
      read: ({ segments }) =>
        Array.from(segments, (id) => groupResource(state, "segment", state.segments.get(id)!)),
    },
    {
      name: "lists",
      scope: "lists:read",
      read: ({ lists }) => Array.from(lists, (id) => groupResource(state, "list", state.lists.get(id)!)),
    },
    { name: "conversations", scope: "conversations:read", read: conversations },
    {
      name: "conversation",
      scope: "conversations:read",
      read: (profile) => conversations(profile)[0] ?? null,
    },
  ];

  for (const { name, scope, read } of relations) {
    const allowed = guard({ limit: S, scopes: ["profiles:read", scope] });
    const found = (id: string) => {
      const profile = state.profiles.get(id);
      if (!profile) throw notFound("profile", id);
      return read(profile);
    };
    routes.get(`/api/profiles/:id/${name}`, allowed, (c) => reply(c, found(c.req.param("id"))));
    routes.get(`/api/profiles/:id/relationships/${name}`, allowed, (c) => {
      const all = found(c.req.param("id"));
      return reply(c, Array.isArray(all) ? all.map(reference) : all && reference(all));
    });
  }
  return routes;
}
