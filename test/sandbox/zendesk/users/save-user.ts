import { recordInvalid } from "../http/errors.ts";
import type { Identity, User } from "../records.ts";
import type { ZendeskState } from "../state.ts";
import { now } from "../time.ts";
import { addIdentity, checkEmail, checkPhone, identitiesOf, ownerOf, putIdentity } from "./identities.ts";
import { newUser } from "./new-user.ts";
import type { UserInput } from "./user-input.ts";

/** What a save did: the user before (null for a new one) and the identities that it added or took away. */
export interface UserChange {
  user: User;
  before: User | null;
  added: Identity[];
  removed: Identity[];
}

function withExternalId(state: ZendeskState, externalId: string): User | undefined {
  return [...state.users.values()].find(
    (user) => user.active && user.external_id?.toLowerCase() === externalId.toLowerCase(),
  );
}

function check(state: ZendeskState, input: UserInput, user: User | null): void {
  if (input.name === "" || (!user && input.name === undefined)) {
    throw recordInvalid("name", "Name: cannot be blank", "BlankValue");
  }
  if (input.email) checkEmail(state, input.email, user?.id ?? null);
  if (input.phone) {
    checkPhone(input.phone);
    const owner = ownerOf(state, "phone_number", input.phone);
    if (owner && owner.id !== user?.id && input.shared_phone_number === false) {
      throw recordInvalid("phone", "Phone Number: has already been taken", "DuplicateValue");
    }
  }
  const namesake = input.external_id ? withExternalId(state, input.external_id) : undefined;
  if (namesake && namesake.id !== user?.id) {
    throw recordInvalid("external_id", "External has already been taken", "DuplicateValue");
  }
}

function assignPlainFields(user: User, input: UserInput): void {
  if (input.name !== undefined) user.name = input.name;
  if (input.role) user.role = input.role;
  if (input.external_id !== undefined) user.external_id = input.external_id;
  if (input.alias !== undefined) user.alias = input.alias ?? "";
  if (input.details !== undefined) user.details = input.details ?? "";
  if (input.notes !== undefined) user.notes = input.notes ?? "";
  if (input.locale) user.locale = input.locale;
  if (input.time_zone) {
    user.time_zone = input.time_zone.split("/").at(-1)!.replaceAll("_", " ");
    user.iana_time_zone = input.time_zone;
  }
  if (input.default_group_id !== undefined) user.default_group_id = input.default_group_id;
  if (input.tags) user.tags = [...new Set(input.tags)];
  if (input.user_fields) user.user_fields = { ...user.user_fields, ...input.user_fields };
  if (input.verified != null) user.verified = input.verified;
  if (input.suspended != null) user.suspended = input.suspended;
}

/** A number is a direct line if nobody else has it; otherwise it is merely written on the profile. */
function setPhone(state: ZendeskState, change: UserChange, phone: string | null): void {
  const { user } = change;
  if (phone === user.phone) return;
  const lines = identitiesOf(state, user.id).filter(({ type }) => type === "phone_number");
  for (const line of lines.filter(({ value }) => value === user.phone)) {
    state.identities.delete(line.id);
    change.removed.push(line);
  }
  user.phone = phone;
  user.shared_phone_number = phone ? ownerOf(state, "phone_number", phone) !== undefined : null;
  if (phone && !user.shared_phone_number) {
    change.added.push(putIdentity(state, user, { type: "phone_number", value: phone, primary: true }));
  }
}

/** Makes a user with the identities that the input names. */
export function createUser(state: ZendeskState, input: UserInput): UserChange {
  check(state, input, null);
  const user = newUser(state.nextId("user"), now());
  const change: UserChange = { user, before: null, added: [], removed: [] };
  state.users.set(user.id, user);
  try {
    for (const identity of input.identities ?? []) change.added.push(addIdentity(state, user, identity));
  } catch (error) {
    state.users.delete(user.id);
    for (const identity of change.added) state.identities.delete(identity.id);
    throw error;
  }
  assignPlainFields(user, input);
  if (input.email) {
    const verified = input.verified ?? false;
    change.added.push(
      putIdentity(state, user, { type: "email", value: input.email, primary: true, verified }),
    );
  }
  if (input.phone) setPhone(state, change, input.phone);
  return change;
}

/** Changes a user. An e-mail address is added beside the ones that are there, as Zendesk does on an update. */
export function updateUser(state: ZendeskState, user: User, input: UserInput): UserChange {
  check(state, input, user);
  const change: UserChange = { user, before: structuredClone(user), added: [], removed: [] };
  assignPlainFields(user, input);
  if (input.email && !ownerOf(state, "email", input.email)) {
    change.added.push(putIdentity(state, user, { type: "email", value: input.email }));
  }
  if (input.phone !== undefined) setPhone(state, change, input.phone);
  user.updated_at = now();
  return change;
}

/** Creates a user, or updates the one with the same e-mail address or external id; never by phone. */
export function createOrUpdateUser(state: ZendeskState, input: UserInput): UserChange {
  const known =
    (input.external_id && withExternalId(state, input.external_id)) ||
    (input.email && ownerOf(state, "email", input.email)) ||
    undefined;
  return known ? updateUser(state, known, input) : createUser(state, input);
}
