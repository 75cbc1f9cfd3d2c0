import type { Identity, User } from "../records.ts";
import { matchesText, type Query } from "../search/query.ts";
import { isIndexed } from "../search/search-index.ts";
import type { ZendeskState } from "../state.ts";

const digits = (text: string) => text.replace(/\D/g, "");

type Test = (user: User) => boolean;

/** `phone:*5551234` finds every number that ends so, `phone:+15551234` that very number. */
function hasPhone(state: ZendeskState, pattern: string): Test {
  const wanted = digits(pattern);
  if (wanted === "") return () => false;
  const fits = (phone: string) => {
    const number = digits(phone);
    return pattern.startsWith("*") ? number.endsWith(wanted) : number === wanted;
  };
  const owners = ownersOf(state, ({ type, value }) => type === "phone_number" && fits(value));
  return ({ id, phone }) => owners.has(id) || (phone !== null && fits(phone));
}

function hasEmail(state: ZendeskState, pattern: string): Test {
  const owners = ownersOf(state, ({ type, value }) => type === "email" && matchesText(value, pattern));
  return ({ id }) => owners.has(id);
}

const ownersOf = (state: ZendeskState, fits: (identity: Identity) => boolean) =>
  new Set([...state.identities.values()].filter(fits).map(({ user_id }) => user_id));

const TESTS: Record<string, (state: ZendeskState, value: string) => Test> = {
  type: (_, value) => () => value === "user",
  phone: hasPhone,
  email: hasEmail,
  external_id: (_, value) => (user) => user.external_id?.toLowerCase() === value.toLowerCase(),
  name: (_, value) => (user) => matchesText(user.name, value),
  role: (_, value) => (user) => user.role === value,
  tags: (_, value) => (user) => user.tags.includes(value),
  notes: (_, value) => (user) => user.notes.toLowerCase().includes(value.toLowerCase()),
};

function anywhere(state: ZendeskState, value: string): Test {
  const email = hasEmail(state, value);
  const phone = hasPhone(state, value);
  return (user) => matchesText(user.name, `${value}*`) || email(user) || phone(user);
}

/** Every user who fits every term of a search. */
export function findUsers(state: ZendeskState, query: Query): User[] {
  const tests = query.map(({ field, value, negated }) => {
    const test = (field === null ? anywhere : TESTS[field])?.(state, value);
    return (user: User) => test !== undefined && test(user) !== negated;
  });
  return [...state.users.values()].filter(
    (user) => user.active && isIndexed(state, user) && tests.every((test) => test(user)),
  );
}
