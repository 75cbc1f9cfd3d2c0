import type { User } from "../records.ts";
import { matchesText, type Query } from "../search/query.ts";
import type { ZendeskState } from "../state.ts";
import { identitiesOf } from "./identities.ts";

const digits = (text: string) => text.replace(/\D/g, "");

/** `phone:*5551234` finds every number that ends so, `phone:+15551234` that very number. */
function hasPhone(state: ZendeskState, user: User, pattern: string): boolean {
  const wanted = digits(pattern);
  if (wanted === "") return false;
  const numbers = identitiesOf(state, user.id)
    .filter(({ type }) => type === "phone_number")
    .map(({ value }) => digits(value));
  if (user.phone) numbers.push(digits(user.phone));
  return numbers.some((number) => (pattern.startsWith("*") ? number.endsWith(wanted) : number === wanted));
}

function hasEmail(state: ZendeskState, user: User, pattern: string): boolean {
  return identitiesOf(state, user.id).some(
    ({ type, value }) => type === "email" && matchesText(value, pattern),
  );
}

type Test = (state: ZendeskState, user: User, value: string) => boolean;

const TESTS: Record<string, Test> = {
  type: (_, __, value) => value === "user",
  phone: hasPhone,
  email: hasEmail,
  external_id: (_, user, value) => user.external_id?.toLowerCase() === value.toLowerCase(),
  name: (_, user, value) => matchesText(user.name, value),
  role: (_, user, value) => user.role === value,
  tags: (_, user, value) => user.tags.includes(value),
  notes: (_, user, value) => user.notes.toLowerCase().includes(value.toLowerCase()),
};

const anywhere: Test = (state, user, value) =>
  matchesText(user.name, `${value}*`) || hasEmail(state, user, value) || hasPhone(state, user, value);

/** Whether a user fits every term of a search. */
export function userMatches(state: ZendeskState, user: User, query: Query): boolean {
  return query.every(({ field, value, negated }) => {
    const test = field === null ? anywhere : TESTS[field];
    return test !== undefined && test(state, user, value) !== negated;
  });
}
