import { z } from "zod";

const text = z.string().nullish();
const coordinate = z.union([z.string(), z.number()]).nullish();
const properties = z.record(z.string(), z.unknown());

/** The parts of a profile that callers may write. */
export const writableProfile = z.strictObject({
  email: z.email().toLowerCase().nullish(),
  phone_number: z
    .e164({ error: "Invalid phone number format (Example of a valid format: +12345678901)" })
    .nullish(),
  external_id: text,
  first_name: text,
  last_name: text,
  organization: text,
  locale: text,
  title: text,
  image: text,
  location: z
    .strictObject({
      address1: text,
      address2: text,
      city: text,
      country: text,
      latitude: coordinate,
      longitude: coordinate,
      region: text,
      zip: text,
      timezone: text,
      ip: text,
    })
    .optional(),
  properties: properties.nullish(),
});

export type WritableProfile = z.infer<typeof writableProfile>;

/** Changes to single properties, and to lists among them, that leave the others alone. */
export const profilePatch = z.strictObject({
  patch_properties: z
    .strictObject({
      append: properties.nullish(),
      unappend: properties.nullish(),
      unset: z.union([z.string(), z.array(z.string())]).nullish(),
    })
    .optional(),
});

export type ProfilePatch = z.infer<typeof profilePatch>;

type TextField = Exclude<keyof WritableProfile, "location" | "properties">;

/** A profile's attributes as they stand on the wire. */
export type ProfileAttributes = Record<TextField, string | null> & {
  location: Record<keyof NonNullable<WritableProfile["location"]>, string | number | null>;
  properties: Record<string, unknown>;
};

export const emptyAttributes = (): ProfileAttributes => ({
  email: null,
  phone_number: null,
  external_id: null,
  first_name: null,
  last_name: null,
  organization: null,
  locale: null,
  title: null,
  image: null,
  location: {
    address1: null,
    address2: null,
    city: null,
    country: null,
    latitude: null,
    longitude: null,
    region: null,
    zip: null,
    timezone: null,
    ip: null,
  },
  properties: {},
});
