import { z } from "zod";

const id = z.string().min(1);

/** The body of a request: `{ data: { type, … } }`. */
export const bodyOf = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ data: z.strictObject({ type: z.literal(type), ...shape }) });

/** A relationship to many resources. */
export const toMany = <Type extends string>(type: Type) =>
  z.strictObject({ data: z.array(z.strictObject({ type: z.literal(type), id })) });

/** A relationship to one resource. */
export const toOne = <Type extends string>(type: Type) =>
  z.strictObject({ data: z.strictObject({ type: z.literal(type), id }) });
