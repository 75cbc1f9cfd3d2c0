import type { User } from "../records.ts";

/** A user of whom nothing is known yet. */
export const newUser = (id: number, at: string): User => ({
  id,
  name: "",
  email: null,
  phone: null,
  shared_phone_number: null,
  role: "end-user",
  external_id: null,
  alias: "",
  details: "",
  notes: "",
  locale: "en-US",
  time_zone: "Berlin",
  iana_time_zone: "Europe/Berlin",
  default_group_id: null,
  tags: [],
  user_fields: {},
  verified: false,
  active: true,
  suspended: false,
  created_at: at,
  updated_at: at,
});

/** Who acts when nobody does: automations are its work. */
export const systemUser: User = { ...newUser(-1, "2024-01-08T09:00:00Z"), name: "Zendesk", role: "admin" };
