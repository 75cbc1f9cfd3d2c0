import type { ZendeskClient } from "../vendors/zendesk/client.ts";
import type { ZendeskRule } from "../vendors/zendesk/rules.ts";
import type { MadeRule } from "./rules.ts";

/** The view of tickets that texts are on. */
export const smsView = ({ views }: ZendeskClient): MadeRule => ({
  key: "viewId",
  name: "view",
  title: "SMS tickets",
  calls: views,
  describe: ({ id }) => ({ id: String(id) }),
});

/** Tickets of texts that are not closed, the ones that changed last first. */
export const smsViewRule = {
  all: [
    { field: "status", operator: "less_than", value: "closed" },
    { field: "current_tags", operator: "includes", value: "sms whatsapp" },
  ],
  output: {
    columns: ["status", "requester", "subject", "assignee", "updated"],
    sort_by: "updated",
    sort_order: "desc",
  },
};

/** The view as the admin's page shows it, with where an agent opens it. */
export const viewOf = (subdomain: string, { id }: ZendeskRule) => ({
  id: String(id),
  url: `https://${subdomain}.zendesk.com/agent/filters/${id}`,
});
