import fc from "fast-check";
import { nastyString } from "./nasty.ts";

export type Field = [name: string, value: string];

export interface FormMutation {
  at: number;
  kind: "drop" | "rename" | "replace" | "twice" | "add";
  name: string;
  value: string;
}

export const formMutations: fc.Arbitrary<FormMutation[]> = fc.array(
  fc.record({
    at: fc.nat(40),
    kind: fc.constantFrom("drop", "rename", "replace", "replace", "replace", "twice", "add"),
    name: nastyString,
    value: nastyString,
  }),
  { maxLength: 3 },
);

/** The form with some of its fields changed. */
export function mutateForm(form: Field[], mutations: FormMutation[]): Field[] {
  const fields = form.map((field): Field => [...field]);
  for (const { at, kind, name, value } of mutations) {
    const index = at % Math.max(1, fields.length);
    const [known, kept] = fields[index] ?? [name, value];
    const changed: Record<FormMutation["kind"], Field[]> = {
      drop: [],
      rename: [[name, kept]],
      replace: [[known, value]],
      twice: [
        [known, kept],
        [known, value],
      ],
      add: [
        [known, kept],
        [name, value],
      ],
    };
    fields.splice(index, 1, ...changed[kind]);
  }
  return fields;
}
