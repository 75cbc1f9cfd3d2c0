import { createStore } from "./store.ts";
import type { User } from "./types.ts";
import { zendesk } from "./zendesk.ts";

const CHUNK = 100;

/** Everyone whom this window has heard of, by id. */
export const people = createStore<ReadonlyMap<number, User>>(new Map());

/** Puts users that came along with something else among the known ones. */
export function meet(users: User[]): void {
  if (users.length === 0) return;
  people.set(new Map([...people.get(), ...users.map((user) => [user.id, user] as const)]));
}

/** Fetches the users that are not known yet. */
export async function needPeople(ids: (number | null | undefined)[]): Promise<void> {
  const missing = [...new Set(ids)].filter((id) => typeof id === "number" && id > 0 && !people.get().has(id));
  for (let start = 0; start < missing.length; start += CHUNK) {
    const chunk = missing.slice(start, start + CHUNK);
    meet((await zendesk<{ users: User[] }>(`/api/v2/users/show_many.json?ids=${chunk.join(",")}`)).users);
  }
}
