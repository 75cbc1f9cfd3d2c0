import type { Condition, Rule } from "../records.ts";
import type { ZendeskState } from "../state.ts";

const unsolved: Condition = { field: "status", operator: "less_than", value: "solved" };
const mine: Condition = { field: "assignee_id", operator: "is", value: "current_user" };
const nobodys: Condition = { field: "assignee_id", operator: "is", value: "" };

const VIEWS: [title: string, all: Condition[]][] = [
  ["Your unsolved tickets", [unsolved, mine]],
  ["Unassigned tickets", [unsolved, nobodys]],
  ["All unsolved tickets", [unsolved]],
  ["Pending tickets", [{ field: "status", operator: "is", value: "pending" }]],
  ["Recently solved tickets", [{ field: "status", operator: "is", value: "solved" }]],
];

const SINCE = "2024-01-08T09:00:00Z";

/** The views that every account has from the start. */
export function seedViews(state: ZendeskState): void {
  VIEWS.forEach(([title, all], index) => {
    const view: Rule = {
      id: state.nextId("rule"),
      title,
      description: "",
      active: true,
      position: index + 1,
      conditions: { all, any: [] },
      actions: [],
      restriction: null,
      output: {
        columns: ["status", "nice_id", "subject", "requester", "updated", "assignee"],
        sort_by: "updated",
        sort_order: "desc",
        group_by: null,
      },
      created_at: SINCE,
      updated_at: SINCE,
    };
    state.views.set(view.id, view);
  });
}
