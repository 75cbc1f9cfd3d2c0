import { z } from "zod";

const id = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);

const identity = z.object({
  type: z.enum(["email", "phone_number"]),
  value: z.string(),
  primary: z.boolean().optional(),
  verified: z.boolean().optional(),
});

const user = z.object({
  name: z.string().optional(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
  shared_phone_number: z.boolean().nullish(),
  role: z.enum(["end-user", "agent", "admin"]).optional(),
  external_id: z.string().nullish(),
  alias: z.string().nullish(),
  details: z.string().nullish(),
  notes: z.string().nullish(),
  locale: z.string().nullish(),
  time_zone: z.string().nullish(),
  default_group_id: id.nullish(),
  tags: z.array(z.string()).nullish(),
  user_fields: z.record(z.string(), z.unknown()).nullish(),
  verified: z.boolean().nullish(),
  suspended: z.boolean().nullish(),
  identities: z.array(identity).optional(),
});

export type UserInput = z.infer<typeof user>;
export type IdentityInput = z.infer<typeof identity>;

export const userBody = z.object({ user });
export const identityBody = z.object({ identity });
