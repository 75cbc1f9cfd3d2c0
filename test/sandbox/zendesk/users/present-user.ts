import type { Identity, User } from "../records.ts";

/** A user as the API shows one to agents. */
export function presentUser(user: User, origin: string) {
  const agent = user.role !== "end-user";
  return {
    ...user,
    url: `${origin}/api/v2/users/${user.id}.json`,
    locale_id: 1,
    organization_id: null,
    photo: null,
    role_type: agent ? 4 : null,
    only_private_comments: false,
    restricted_agent: !agent,
    moderator: agent,
    shared: false,
    shared_agent: false,
    chat_only: false,
    report_csv: false,
    ticket_restriction: agent ? null : "requested",
    last_login_at: null,
  };
}

/** What `/users/me` tells a caller who is nobody. */
export const anonymousUser = {
  id: null,
  url: null,
  name: "Anonymous user",
  email: null,
  created_at: null,
  updated_at: null,
  time_zone: "Berlin",
  phone: null,
  photo: null,
  locale: "en-US",
  role: "end-user",
  verified: null,
};

/** An identity as the API shows it. */
export function presentIdentity(identity: Identity, origin: string) {
  return {
    ...identity,
    url: `${origin}/api/v2/users/${identity.user_id}/identities/${identity.id}.json`,
    undeliverable_count: 0,
    ...(identity.type === "email" && { deliverable_state: "deliverable" }),
  };
}
