import type { Rule, ViewOutput } from "../records.ts";
import type { RuleKind } from "./rule-input.ts";

const title = (column: string) => column.charAt(0).toUpperCase() + column.slice(1).replaceAll("_", " ");

function execution(output: ViewOutput) {
  const columns = output.columns.map((id) => ({ id, title: title(id) }));
  return {
    columns,
    fields: columns,
    custom_fields: [],
    group_by: output.group_by,
    group_order: "asc",
    group: output.group_by && { id: output.group_by, title: title(output.group_by), order: "asc" },
    sort_by: output.sort_by,
    sort_order: output.sort_order,
    sort: { id: output.sort_by, title: title(output.sort_by), order: output.sort_order },
  };
}

/** A view, trigger or automation as the API shows it. */
export function presentRule(kind: RuleKind, record: Rule, origin: string) {
  const { output, actions, restriction, description, ...rule } = record;
  return {
    ...rule,
    url: `${origin}/api/v2/${kind}s/${rule.id}.json`,
    default: false,
    raw_title: rule.title,
    ...(kind !== "automation" && { description }),
    ...(kind === "view" ? { restriction, execution: output && execution(output) } : { actions }),
    ...(kind === "trigger" && { category_id: "1", restriction }),
  };
}
