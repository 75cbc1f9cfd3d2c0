import { recordInvalid } from "../http/errors.ts";
import type { Identity, User } from "../records.ts";
import type { ZendeskState } from "../state.ts";
import { now } from "../time.ts";
import type { IdentityInput } from "./user-input.ts";

const E164 = /^\+[1-9]\d{6,14}$/;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** A user's identities, the primary one of each kind first. */
export function identitiesOf(state: ZendeskState, userId: number): Identity[] {
  return [...state.identities.values()]
    .filter((identity) => identity.user_id === userId)
    .sort((a, b) => Number(b.primary) - Number(a.primary) || a.id - b.id);
}

/** Who has this address or number; both belong to one user at most. */
export function ownerOf(state: ZendeskState, type: Identity["type"], value: string): User | undefined {
  const wanted = value.toLowerCase();
  const found = [...state.identities.values()].find(
    (identity) => identity.type === type && identity.value.toLowerCase() === wanted,
  );
  return found && state.users.get(found.user_id);
}

/** Says no to what is not an e-mail address, or is somebody else's. */
export function checkEmail(state: ZendeskState, value: string, userId: number | null, field = "email"): void {
  if (!EMAIL.test(value))
    throw recordInvalid(field, `Email: ${value} is not properly formatted`, "InvalidFormat");
  const owner = ownerOf(state, "email", value);
  if (owner && owner.id !== userId) {
    throw recordInvalid(field, `Email: ${value} is already being used by another user`, "DuplicateValue");
  }
}

/** Says no to a number that is not E.164. */
export function checkPhone(value: string, field = "phone"): void {
  if (!E164.test(value)) throw recordInvalid(field, "Phone Number: is invalid", "InvalidFormat");
}

/** Adds an identity after checking it; the first of its kind becomes the primary one. */
export function addIdentity(state: ZendeskState, user: User, input: IdentityInput): Identity {
  const { type, value } = input;
  if (type === "email") checkEmail(state, value, null, "value");
  else {
    checkPhone(value, "value");
    if (ownerOf(state, type, value)) {
      throw recordInvalid("value", `Value: ${value} is already being used by another user`, "DuplicateValue");
    }
  }
  return putIdentity(state, user, input);
}

/** Adds an identity that was checked already. */
export function putIdentity(state: ZendeskState, user: User, input: IdentityInput): Identity {
  const others = identitiesOf(state, user.id).filter((other) => other.type === input.type);
  const primary = input.primary ?? others.length === 0;
  if (primary) for (const other of others) other.primary = false;
  const at = now();
  const identity: Identity = {
    id: state.nextId("identity"),
    user_id: user.id,
    type: input.type,
    value: input.value,
    primary,
    verified: input.verified ?? false,
    created_at: at,
    updated_at: at,
  };
  state.identities.set(identity.id, identity);
  if (primary && input.type === "email") user.email = input.value;
  if (primary && input.type === "phone_number") user.phone = input.value;
  return identity;
}
