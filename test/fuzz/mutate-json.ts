import fc from "fast-check";
import { type Json, write } from "./json.ts";
import { nastyString, nastyToken } from "./nasty.ts";

type Change =
  | { kind: "drop" | "retype" | "wrap" }
  | { kind: "rename"; name: string }
  | { kind: "replace" | "twice"; token: string }
  | { kind: "add"; name: string; token: string };

export interface JsonMutation {
  /** Which of the body's places, counted round and round. */
  at: number;
  change: Change;
}

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom<Change[]>({ kind: "drop" }, { kind: "retype" }, { kind: "wrap" }),
  fc.record({ kind: fc.constant("rename" as const), name: nastyString }),
  fc.record({ kind: fc.constantFrom("replace" as const, "twice" as const), token: nastyToken }),
  fc.record({ kind: fc.constantFrom("replace" as const, "twice" as const), token: nastyToken }),
  fc.record({ kind: fc.constant("add" as const), name: nastyString, token: nastyToken }),
);

export const jsonMutations: fc.Arbitrary<JsonMutation[]> = fc.array(
  fc.record({ at: fc.nat(4_000), change }),
  {
    maxLength: 3,
  },
);

type Field = [name: string, value: Json];
type Parent = Exclude<Json, { token: string }>;

function placesIn(parent: Json): { parent: Parent; index: number }[] {
  if ("token" in parent) return [];
  const children = "items" in parent ? parent.items : parent.fields.map(([, value]) => value);
  return children.flatMap((child, index) => [{ parent, index }, ...placesIn(child)]);
}

/** The body with some of its places changed. */
export function mutateJson(body: Json, mutations: JsonMutation[]): string {
  if (mutations.length === 0) return write(body);
  const mutated = structuredClone(body);
  for (const { at, change } of mutations) {
    const places = placesIn(mutated);
    const place = places[at % Math.max(1, places.length)];
    if (!place) continue;
    const { parent, index } = place;
    if ("fields" in parent) {
      const field = parent.fields[index];
      if (field) parent.fields.splice(index, 1, ...changed(field, change));
    } else {
      const item = parent.items[index];
      if (item) parent.items.splice(index, 1, ...changed(["", item], change).map(([, value]) => value));
    }
  }
  return write(mutated);
}

/** What stands in a field's place after a change. */
function changed([name, value]: Field, change: Change): Field[] {
  switch (change.kind) {
    case "drop":
      return [];
    case "wrap":
      return [[name, { items: [value] }]];
    case "retype":
      return [[name, { token: retyped(write(value)) }]];
    case "rename":
      return [[change.name, value]];
    case "replace":
      return [[name, { token: change.token }]];
    case "twice":
      return [
        [name, value],
        [name, { token: change.token }],
      ];
    case "add":
      return [
        [name, value],
        [change.name, { token: change.token }],
      ];
  }
}

/** A number as a string, a string of digits as a number, anything else as a string. */
function retyped(token: string): string {
  const digits = /^"(-?\d+)"$/.exec(token)?.[1];
  return digits ?? JSON.stringify(token.startsWith('"') ? token.slice(1, -1) : token);
}
