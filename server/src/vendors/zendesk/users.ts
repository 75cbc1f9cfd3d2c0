import { z } from "zod";
import type { Transport } from "../transport.ts";

export const user = z.object({
  id: z.number(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable().default(null),
  role: z.string(),
  /** False once the user was deleted, or merged into another one. */
  active: z.boolean().default(true),
  locale: z.string().nullable().default(null),
  external_id: z.string().nullable().default(null),
});
export type ZendeskUser = z.infer<typeof user>;

const identity = z.object({ type: z.string(), value: z.string().nullable() });

const oneUser = z.object({ user });
const manyUsers = z.object({ users: z.array(user) });

export interface NewUser {
  name: string;
  email: string | null;
  phone: string | null;
  externalId: string;
}

export const users = (request: Transport) => ({
  async getCurrentUser() {
    return (await request({ method: "GET", path: "/api/v2/users/me", answer: oneUser })).user;
  },

  async getUser(id: number) {
    return (await request({ method: "GET", path: `/api/v2/users/${id}`, answer: oneUser })).user;
  },

  async findUserByExternalId(externalId: string) {
    const path = "/api/v2/users/search";
    const { users: found } = await request({
      method: "GET",
      path,
      query: { external_id: externalId },
      answer: manyUsers,
    });
    return found[0] ?? null;
  },

  /** Users whose phone or e-mail matches. Zendesk's index lags by seconds, at times by minutes. */
  async searchUsers(query: string) {
    const path = "/api/v2/users/search";
    return (await request({ method: "GET", path, query: { query }, answer: manyUsers })).users;
  },

  /** Makes an end user, or finds the one with this external id: the same call twice makes one. */
  async createOrFindUser({ name, email, phone, externalId }: NewUser) {
    const json = {
      user: {
        name,
        external_id: externalId,
        role: "end-user",
        skip_verify_email: true,
        ...(email === null ? {} : { email }),
        ...(phone === null ? {} : { phone }),
      },
    };
    return (await request({ method: "POST", path: "/api/v2/users/create_or_update", json, answer: oneUser }))
      .user;
  },

  async listPhones(id: number) {
    const { identities } = await request({
      method: "GET",
      path: `/api/v2/users/${id}/identities`,
      answer: z.object({ identities: z.array(identity) }),
    });
    return identities.flatMap(({ type, value }) =>
      type === "phone_number" && value !== null ? [value] : [],
    );
  },

  addPhone: (id: number, phone: string) =>
    request({
      method: "POST",
      path: `/api/v2/users/${id}/identities`,
      json: { identity: { type: "phone_number", value: phone } },
      answer: null,
    }),
});
