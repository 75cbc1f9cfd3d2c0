import { z } from "zod";
import { invalid } from "./errors.ts";
import type { Integration } from "./integrations.ts";
import { profilePatch, writableProfile } from "./profile-schema.ts";
import { createProfile, findProfile, updateProfile } from "./profiles.ts";
import type { Occurrence } from "./recorder.ts";
import type { Profile, State } from "./state.ts";

const MOST_PROPERTIES = 400;
const LONGEST_STRING = 100_000;
const EARLIEST = Date.UTC(1990, 0, 1);
const YEAR_MS = 366 * 86_400_000;

const isShort = (value: unknown): boolean =>
  typeof value === "string"
    ? value.length <= LONGEST_STRING
    : typeof value !== "object" || value === null || Object.values(value).every(isShort);

/** The attributes of an event as callers send it, alone or in bulk. */
export const sentEvent = z.strictObject({
  properties: z
    .record(z.string(), z.unknown())
    .refine((all) => Object.keys(all).length <= MOST_PROPERTIES, "An event has at most 400 properties.")
    .refine(isShort, "A string is at most 100 KB long."),
  time: z.iso.datetime({ offset: true }).nullish(),
  value: z.number().nullish(),
  value_currency: z.string().length(3).nullish(),
  unique_id: z.string().nullish(),
  backfill: z.boolean().nullish(),
  metric: z.strictObject({
    data: z.strictObject({
      type: z.literal("metric"),
      attributes: z.strictObject({ name: z.string().min(1).max(127), service: z.string().nullish() }),
    }),
  }),
});

export type SentEvent = z.infer<typeof sentEvent>;

const writableAttributes = writableProfile.extend({ anonymous_id: z.string().nullish() });

/** The profile of one event: its `meta` is among the attributes. */
export const sentProfile = z.strictObject({
  type: z.literal("profile"),
  id: z.string().nullish(),
  attributes: writableAttributes.extend({ meta: profilePatch.optional() }),
});

/** The profile of events in bulk: its `meta` is beside the attributes. */
export const sentBulkProfile = z.strictObject({
  type: z.literal("profile"),
  id: z.string().nullish(),
  attributes: writableAttributes,
  meta: profilePatch.optional(),
});

type SentProfile = z.infer<typeof sentProfile> | z.infer<typeof sentBulkProfile>;

/** The profile that an event is about, brought up to date; created if it is new. */
export function profileOf(state: State, sent: SentProfile, pointer: string): Profile {
  const { anonymous_id, ...rest } = sent.attributes;
  const { meta: inner, ...attributes } = "meta" in rest ? rest : { ...rest, meta: undefined };
  const patch = inner ?? ("meta" in sent ? sent.meta : undefined);
  const identifiers = { id: sent.id, anonymous_id, ...attributes };
  const { email, phone_number, external_id } = attributes;
  if (!(sent.id || email || phone_number || external_id || anonymous_id)) {
    throw invalid("At least one profile identifier is required.", { pointer });
  }
  const found = findProfile(state, identifiers);
  if (!found && sent.id) throw invalid(`There is no profile ${sent.id}.`, { pointer: `${pointer}/id` });
  const profile = found ?? createProfile(state, attributes);
  profile.anonymousId ??= anonymous_id ?? null;
  updateProfile(state, profile, withoutOthersIdentifiers(state, attributes, profile), patch);
  return profile;
}

/** An identifier that belongs to another profile is left with it. */
function withoutOthersIdentifiers(
  state: State,
  attributes: z.infer<typeof writableProfile>,
  profile: Profile,
): z.infer<typeof writableProfile> {
  const taken = (["email", "phone_number", "external_id"] as const).filter((name) => {
    const owner = findProfile(state, { [name]: attributes[name] });
    return owner !== undefined && owner !== profile;
  });
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => !taken.some((one) => one === name)),
  );
}

/** Reads a sent event. `service` is ignored: who sends it says whose metric it is. */
export function occurrenceOf(
  sent: SentEvent,
  profile: Profile,
  integration: Integration,
  now: Date,
): Occurrence {
  const at = sent.time ? new Date(sent.time) : now;
  if (at.getTime() < EARLIEST || at.getTime() > now.getTime() + YEAR_MS) {
    throw invalid("The time must be after 1990 and at most a year ahead.", {
      pointer: "/data/attributes/time",
    });
  }
  return {
    metric: sent.metric.data.attributes.name,
    integration,
    profile,
    at,
    properties: sent.properties,
    uniqueId: sent.unique_id,
    value: sent.value,
    currency: sent.value_currency,
    backfill: sent.backfill,
  };
}
