import { type Context, Hono } from "hono";
import { z } from "zod";
import { replyCollection } from "../collection.ts";
import { listed, queryOf, type Reference, type Resource, readBody, reference, reply } from "../documents.ts";
import { duplicate, invalid, notFound } from "../errors.ts";
import type { FilterFields } from "../filter.ts";
import type { Env } from "../guard.ts";
import { type ProfileExtras, profileResource } from "../profile-resource.ts";
import { profilePatch, type WritableProfile, writableProfile } from "../profile-schema.ts";
import { conflicting, createProfile, findProfile, mergeProfile, updateProfile } from "../profiles.ts";
import { L, M, XS } from "../rate-limits.ts";
import { conversationResource, groupResource } from "../resources.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Profile } from "../state.ts";
import { bodyOf, toMany } from "./body.ts";

const creation = bodyOf("profile", { attributes: writableProfile });
const change = bodyOf("profile", {
  id: z.string(),
  attributes: writableProfile,
  meta: profilePatch.optional(),
});
const upsert = bodyOf("profile", {
  id: z.string().nullish(),
  attributes: writableProfile,
  meta: profilePatch.optional(),
});
const merge = bodyOf("profile-merge", {
  id: z.string(),
  relationships: z.strictObject({ profiles: toMany("profile") }),
});

const filters: FilterFields<Profile> = {
  id: { operators: ["equals", "any"], read: ({ id }) => id },
  email: { operators: ["equals", "any"], read: ({ attributes }) => attributes.email },
  phone_number: { operators: ["equals", "any"], read: ({ attributes }) => attributes.phone_number },
  external_id: { operators: ["equals", "any"], read: ({ attributes }) => attributes.external_id },
  created: { operators: ["greater-than", "less-than"], read: ({ created }) => created },
  updated: { operators: ["greater-than", "less-than"], read: ({ updated }) => updated },
};

const additionalFields = (query: URLSearchParams) => listed(query, "additional-fields[profile]");

const listLimit = (query: URLSearchParams) =>
  additionalFields(query).includes("predictive_analytics") ? M : L;

const oneLimit = (query: URLSearchParams) => {
  const included = listed(query, "include");
  return included.includes("lists") || included.includes("segments") ? XS : listLimit(query);
};

/** Profiles: list, read, create, change, import, merge. */
export function profileRoutes({ state, guard }: Sandbox) {
  const routes = new Hono<Env>();
  const reading = { scopes: ["profiles:read" as const] };
  const writing = guard({ limit: L, scopes: ["profiles:write"] });

  function related(profile: Profile, include: string[]): Record<string, Resource[]> {
    const groups = (kind: "segments" | "lists", type: "segment" | "list") =>
      Array.from(profile[kind], (id) => groupResource(state, type, state[kind].get(id)!));
    const conversations = [...state.conversations.values()].filter((one) => one.profile === profile.id);
    return {
      ...(include.includes("segments") && { segments: groups("segments", "segment") }),
      ...(include.includes("lists") && { lists: groups("lists", "list") }),
      ...(include.includes("conversations") && {
        conversations: conversations.map((one) => conversationResource(state, one)),
      }),
    };
  }

  function extras(c: Context, profile: Profile): ProfileExtras {
    const query = queryOf(c);
    const found = Object.entries(related(profile, listed(query, "include")));
    const references: [string, Reference[]][] = found.map(([name, all]) => [name, all.map(reference)]);
    return { additional: additionalFields(query), related: Object.fromEntries(references) };
  }

  const resource = (c: Context, profile: Profile) => profileResource(state, profile, extras(c, profile));

  function existing(id: string): Profile {
    const profile = state.profiles.get(id);
    if (!profile) throw notFound("profile", id);
    return profile;
  }

  function refuseDuplicates(attributes: WritableProfile, own?: Profile): void {
    const other = conflicting(state, attributes, own);
    if (!other) return;
    throw duplicate("duplicate_profile", "A profile already exists with one of these identifiers.", {
      duplicate_profile_id: other.id,
    });
  }

  function requireIdentifier({ email, phone_number, external_id }: WritableProfile): void {
    if (email || phone_number || external_id) return;
    throw invalid("One of email, phone_number or external_id is required.", { pointer: "/data/attributes" });
  }

  routes.get("/api/profiles", guard({ ...reading, limit: listLimit }), (c) =>
    replyCollection(c, {
      items: state.profiles.values(),
      filters,
      sorts: {
        id: ({ id }) => id,
        email: ({ attributes }) => attributes.email ?? "",
        created: ({ created }) => created.getTime(),
        updated: ({ updated }) => updated.getTime(),
      },
      defaultSort: "id",
      pageSize: { default: 20, max: 100 },
      resource: (profile) => resource(c, profile),
      included: (page) =>
        page.flatMap((profile) => Object.values(related(profile, listed(queryOf(c), "include"))).flat()),
    }),
  );

  routes.get("/api/profiles/:id", guard({ ...reading, limit: oneLimit }), (c) => {
    const profile = existing(c.req.param("id"));
    const include = listed(queryOf(c), "include");
    const included = Object.values(related(profile, include)).flat();
    return reply(c, resource(c, profile), include.length > 0 ? { included } : {});
  });

  routes.post("/api/profiles", writing, async (c) => {
    const { attributes } = (await readBody(c, creation)).data;
    requireIdentifier(attributes);
    refuseDuplicates(attributes);
    return reply(c, resource(c, createProfile(state, attributes)), { status: 201 });
  });

  routes.patch("/api/profiles/:id", writing, async (c) => {
    const { id, attributes, meta } = (await readBody(c, change)).data;
    const profile = existing(c.req.param("id"));
    if (id !== profile.id) throw invalid("The id must be that of the path.", { pointer: "/data/id" });
    refuseDuplicates(attributes, profile);
    updateProfile(state, profile, attributes, meta);
    return reply(c, resource(c, profile));
  });

  routes.post("/api/profile-import", writing, async (c) => {
    const { id, attributes, meta } = (await readBody(c, upsert)).data;
    if (!id) requireIdentifier(attributes);
    const known = id ? existing(id) : findProfile(state, attributes);
    refuseDuplicates(attributes, known);
    const profile = known ?? createProfile(state, attributes);
    updateProfile(state, profile, attributes, meta);
    return reply(c, resource(c, profile), { status: known ? 200 : 201 });
  });

  routes.post("/api/profile-merge", guard({ limit: M, scopes: ["profiles:write"] }), async (c) => {
    const { id, relationships } = (await readBody(c, merge)).data;
    const into = existing(id);
    for (const source of relationships.profiles.data.map((one) => existing(one.id))) {
      mergeProfile(state, source, into);
    }
    const { type, links } = profileResource(state, into);
    return reply(c, { type, id, links }, { status: 201 });
  });

  return routes;
}
