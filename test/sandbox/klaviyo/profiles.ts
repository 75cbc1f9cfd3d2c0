import { noConsents } from "./consents.ts";
import { emptyAttributes, type ProfilePatch, type WritableProfile } from "./profile-schema.ts";
import type { Profile, State } from "./state.ts";

const identifying = ["email", "phone_number", "external_id"] as const;

export interface Identifiers
  extends Partial<Record<(typeof identifying)[number], string | null | undefined>> {
  id?: string | null | undefined;
  anonymous_id?: string | null | undefined;
}

/** The profile that the first of these identifiers points to. */
export function findProfile({ profiles }: State, identifiers: Identifiers): Profile | undefined {
  if (identifiers.id) return profiles.get(identifiers.id);
  const all = [...profiles.values()];
  for (const name of identifying) {
    const value = identifiers[name];
    const found = value && all.find(({ attributes }) => attributes[name] === value);
    if (found) return found;
  }
  const { anonymous_id } = identifiers;
  return anonymous_id ? all.find(({ anonymousId }) => anonymousId === anonymous_id) : undefined;
}

/** Another profile that already has one of these identifiers. */
export function conflicting(state: State, attributes: WritableProfile, own?: Profile): Profile | undefined {
  return identifying
    .map((name) => findProfile(state, { [name]: attributes[name] }))
    .find((found) => found !== undefined && found !== own);
}

export function createProfile(state: State, attributes: WritableProfile, key?: string): Profile {
  const now = state.now();
  const profile: Profile = {
    id: state.ids.ulid("profile", key),
    attributes: emptyAttributes(),
    anonymousId: null,
    created: now,
    updated: now,
    lastEvent: null,
    consents: noConsents(),
    predictions: null,
    segments: new Set(),
    lists: new Set(),
  };
  state.profiles.set(profile.id, profile);
  updateProfile(state, profile, attributes);
  return profile;
}

/** Null clears a field, a missing one stays; properties are merged. */
export function updateProfile(
  state: State,
  profile: Profile,
  { location, properties, ...fields }: WritableProfile,
  patch: ProfilePatch = {},
): void {
  Object.assign(profile.attributes, fields);
  Object.assign(profile.attributes.location, location);
  Object.assign(profile.attributes.properties, properties);
  patchProperties(profile.attributes.properties, patch);
  profile.updated = state.now();
}

/** Moves all that is known of one profile to another, where what is there already wins. */
export function mergeProfile(state: State, source: Profile, into: Profile): void {
  const known = into.attributes;
  const { properties, ...identifiers } = source.attributes;
  state.profiles.delete(source.id);
  updateProfile(state, into, {
    email: known.email ?? identifiers.email,
    phone_number: known.phone_number ?? identifiers.phone_number,
    external_id: known.external_id ?? identifiers.external_id,
    properties: { ...properties, ...known.properties },
  });
  for (const kind of ["segments", "lists"] as const) for (const id of source[kind]) into[kind].add(id);
  for (const event of state.events) if (event.profile === source) event.profile = into;
  for (const conversation of state.conversations.values()) {
    if (conversation.profile === source.id) conversation.profile = into.id;
  }
}

const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

function patchProperties(properties: Record<string, unknown>, { patch_properties = {} }: ProfilePatch): void {
  const { append, unappend, unset } = patch_properties;
  for (const [name, value] of Object.entries(append ?? {})) {
    properties[name] = [...listOf(properties[name]), ...listOf(value)];
  }
  for (const [name, value] of Object.entries(unappend ?? {})) {
    const removed = listOf(value);
    properties[name] = listOf(properties[name]).filter((item) => !removed.includes(item));
  }
  for (const name of listOf(unset)) delete properties[String(name)];
}
