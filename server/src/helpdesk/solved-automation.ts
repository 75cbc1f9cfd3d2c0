import type { ZendeskClient } from "../vendors/zendesk/client.ts";
import type { ZendeskRule } from "../vendors/zendesk/rules.ts";
import type { MadeRule } from "./rules.ts";

const HOURS_SINCE_SOLVED = "SOLVED";

/** The automation that closes tickets of texts some hours after they were solved. */
export const solvedAutomation = ({ automations }: ZendeskClient): MadeRule => ({
  key: "automationId",
  name: "automation",
  title: "Close solved SMS tickets",
  calls: automations,
  describe: (rule) => ({ id: String(rule.id), hours: hoursOf(rule) }),
});

/** `greater_than`, since automations run once an hour and `is` fits one run alone. */
export const solvedAutomationRule = (hours: number) => ({
  conditions: {
    all: [
      { field: "status", operator: "is", value: "solved" },
      { field: HOURS_SINCE_SOLVED, operator: "greater_than", value: String(hours) },
      { field: "current_tags", operator: "includes", value: "sms" },
    ],
    any: [],
  },
  actions: [{ field: "status", value: "closed" }],
});

/** After how many hours it closes; 0 when somebody took that condition away in Zendesk. */
const hoursOf = ({ conditions }: ZendeskRule): number =>
  Math.trunc(Number(conditions.all.find(({ field }) => field === HOURS_SINCE_SOLVED)?.value)) || 0;

/** The automation as the admin's page shows it, with where an admin opens it. */
export const automationOf = (subdomain: string, rule: ZendeskRule) => ({
  id: String(rule.id),
  url: `https://${subdomain}.zendesk.com/admin/objects-rules/rules/automations/${rule.id}`,
  hours: hoursOf(rule),
});
