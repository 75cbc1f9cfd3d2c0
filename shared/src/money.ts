import { z } from "zod";

/** An amount in a currency's major unit, as a decimal string that loses no digit: `{ amount: "54.00", currency: "EUR" }`. */
export const money = z.object({
  amount: z.string().regex(/^-?\d+(\.\d+)?$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

export type Money = z.infer<typeof money>;
