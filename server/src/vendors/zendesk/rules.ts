import { z } from "zod";
import type { Transport } from "../transport.ts";
import { VendorError } from "../vendor-error.ts";
import { readAllPages } from "./pages.ts";

const condition = z.object({ field: z.string(), operator: z.string().nullish(), value: z.unknown() });

const rule = z.object({
  id: z.number(),
  title: z.string(),
  conditions: z.object({ all: z.array(condition).default([]) }),
});
export type ZendeskRule = z.infer<typeof rule>;

/** What a view or an automation is made of, as Zendesk takes it. */
export interface NewRule {
  title: string;
  [part: string]: unknown;
}

export type RuleCalls = ReturnType<typeof ruleCalls>;

/** Views and automations are made, found, changed and removed alike; `kind` names the path and the key. */
export function ruleCalls(request: Transport, kind: "view" | "automation") {
  const path = `/api/v2/${kind}s`;
  const one = z.object({ [kind]: rule }).transform((answer) => answer[kind] as ZendeskRule);
  const nullIfGone = (error: unknown) => {
    if (error instanceof VendorError && error.status === 404) return null;
    throw error;
  };
  return {
    find: (id: string) => request({ method: "GET", path: `${path}/${id}`, answer: one }).catch(nullIfGone),

    list: () => readAllPages(request, `${kind}s`, rule),

    create: (fresh: NewRule) => request({ method: "POST", path, json: { [kind]: fresh }, answer: one }),

    /** Null when it was removed meanwhile. */
    update: (id: string, changed: NewRule) =>
      request({ method: "PUT", path: `${path}/${id}`, json: { [kind]: changed }, answer: one }).catch(
        nullIfGone,
      ),

    /** Removed already is as good. */
    remove: (id: string) =>
      request({ method: "DELETE", path: `${path}/${id}`, answer: null }).catch(nullIfGone),
  };
}
