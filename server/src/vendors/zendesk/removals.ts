import { z } from "zod";
import { isStorableId } from "../storable.ts";
import { numericId } from "./events.ts";

const one = z.object({ id: numericId });

const told = <Type extends string, Event extends z.ZodType>(type: Type, event: Event) =>
  z.object({
    id: z.string().refine(isStorableId),
    type: z.literal(`zen:event-type:${type}`),
    detail: one,
    event,
  });

/** What Zendesk tells of records that are gone: their ids, since we are to keep nothing else of them. */
const removal = z.union([
  told("ticket.permanently_deleted", z.object({}).default({})),
  told("user.deleted", z.object({}).default({})),
  told("user.merged", z.object({ user: one })),
]);
export type Removal = z.infer<typeof removal>;

/** Hardly any event is one: most are told apart without being read. */
const MAY_BE_ONE = /"zen:event-type:(?:ticket\.permanently_deleted|user\.deleted|user\.merged)"/;

/** Reads such an event; null when the body is no such thing. */
export function parseRemoval(body: string): Removal | null {
  if (!MAY_BE_ONE.test(body)) return null;
  try {
    return removal.parse(JSON.parse(body));
  } catch {
    return null;
  }
}
