import { z } from "zod";
import { recordInvalid } from "../http/errors.ts";
import type { Action, Condition, Rule, ViewOutput } from "../records.ts";
import { isKnownAction } from "./actions.ts";
import { isKnownField, isTimeCondition } from "./conditions.ts";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const condition = z.object({
  field: z.string(),
  operator: z.string().default("is"),
  value: z.union([scalar, z.array(z.union([z.string(), z.number()]))]).default(null),
});
const conditions = z.array(condition).nullish();
const action = z.object({
  field: z.string(),
  value: z.union([z.string(), z.number().transform(String), z.array(z.union([z.string(), z.number()]))]),
});

const rule = z.object({
  title: z.string().optional(),
  description: z.string().nullish(),
  active: z.boolean().optional(),
  position: z.number().optional(),
  conditions: z.object({ all: conditions, any: conditions }).optional(),
  all: conditions,
  any: conditions,
  actions: z.array(action).optional(),
  restriction: z.record(z.string(), z.unknown()).nullish(),
  output: z
    .object({
      columns: z.array(z.string()).max(10).optional(),
      sort_by: z.string().optional(),
      sort_order: z.enum(["asc", "desc"]).optional(),
      group_by: z.string().nullish(),
    })
    .optional(),
});

export type RuleInput = z.infer<typeof rule>;
export type RuleKind = "view" | "trigger" | "automation";

export const ruleBody = (kind: RuleKind) => z.object({ [kind]: rule }).transform((body) => body[kind]!);

const SETTLING = ["status", "type", "group_id", "assignee_id", "requester_id"];
const NULLIFYING = [
  "status",
  "set_tags",
  "current_tags",
  "remove_tags",
  "priority",
  "assignee_id",
  "group_id",
  "type",
];

const DEFAULT_OUTPUT: ViewOutput = {
  columns: ["status", "subject", "requester", "created", "group", "assignee"],
  sort_by: "created",
  sort_order: "desc",
  group_by: null,
};

/** Makes a rule of what was sent, over what was there; throws what Zendesk refuses. */
export function readRule(kind: RuleKind, input: RuleInput, old: Rule): Rule {
  const all: Condition[] = input.conditions?.all ?? input.all ?? old.conditions.all;
  const any: Condition[] = input.conditions?.any ?? input.any ?? old.conditions.any;
  const rule: Rule = {
    ...old,
    title: input.title ?? old.title,
    description: input.description ?? old.description,
    active: input.active ?? old.active,
    position: input.position ?? old.position,
    conditions: { all, any },
    actions: input.actions ?? old.actions,
    restriction: input.restriction === undefined ? old.restriction : input.restriction,
    output: kind === "view" ? readOutput(input, old.output) : null,
  };
  check(kind, rule);
  return rule;
}

function readOutput({ output }: RuleInput, old: ViewOutput | null): ViewOutput {
  const before = old ?? DEFAULT_OUTPUT;
  return {
    columns: output?.columns ?? before.columns,
    sort_by: output?.sort_by ?? before.sort_by,
    sort_order: output?.sort_order ?? before.sort_order,
    group_by: output?.group_by === undefined ? before.group_by : output.group_by,
  };
}

function check(kind: RuleKind, { title, conditions: { all, any }, actions }: Rule): void {
  if (!title) throw recordInvalid("title", "Title: cannot be blank", "BlankValue");
  const unknown = [...all, ...any].find(({ field }) => !isKnownField(field));
  if (unknown) throw recordInvalid("base", `${unknown.field} is not a valid condition`, "InvalidValue");
  if (kind === "view") {
    if (!all.some(({ field }) => [...SETTLING, "current_tags"].includes(field))) {
      throw recordInvalid("base", "You must select at least one condition for this view", "InvalidValue");
    }
    return;
  }
  if (actions.length === 0)
    throw recordInvalid("base", "You must select at least one action", "InvalidValue");
  const refused = actions.find((one: Action) => !isKnownAction(one));
  if (refused) throw recordInvalid("base", `${refused.field} is not a valid action`, "InvalidValue");
  if (kind === "automation") checkAutomation(all, actions);
}

/** An automation must count hours, name what it is about, and do something that ends its own condition. */
function checkAutomation(all: Condition[], actions: Action[]): void {
  const fields = all.map(({ field }) => field);
  if (!all.some(isTimeCondition)) {
    throw recordInvalid("base", "Automations must contain at least one time-based condition", "InvalidValue");
  }
  if (!fields.some((field) => SETTLING.includes(field))) {
    throw recordInvalid(
      "base",
      "Automations must contain a condition for at least one of the following: Type, Status, Group, Assignee, Requester",
      "InvalidValue",
    );
  }
  if (!actions.some(({ field }) => NULLIFYING.includes(field))) {
    throw recordInvalid(
      "base",
      "Automations must contain an action that nullifies at least one of their conditions",
      "InvalidValue",
    );
  }
}
