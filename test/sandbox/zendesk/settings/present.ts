import type { Brand, CustomStatus, Group, GroupMembership, TicketField } from "../records.ts";

/** A brand as the API shows it. */
export const presentBrand = (brand: Brand, origin: string) => ({
  ...brand,
  url: `${origin}/api/v2/brands/${brand.id}.json`,
  brand_url: `https://${brand.subdomain}.zendesk.com`,
  has_help_center: false,
  help_center_state: "disabled",
  is_deleted: false,
  signature_template: "{{agent.signature}}",
  ticket_form_ids: [],
});

/** A group as the API shows it. */
export const presentGroup = (group: Group, origin: string) => ({
  ...group,
  url: `${origin}/api/v2/groups/${group.id}.json`,
  is_public: true,
  deleted: false,
});

/** A membership as the API shows it. */
export const presentMembership = (membership: GroupMembership, origin: string) => ({
  ...membership,
  url: `${origin}/api/v2/group_memberships/${membership.id}.json`,
});

/** A ticket field as the API shows it. */
export const presentTicketField = (field: TicketField, origin: string) => ({
  ...field,
  url: `${origin}/api/v2/ticket_fields/${field.id}.json`,
  raw_title: field.title,
  title_in_portal: field.title,
  raw_title_in_portal: field.title,
  description: "",
  raw_description: "",
  agent_description: "",
  position: field.id % 1000,
  active: true,
  required: false,
  required_in_portal: false,
  collapsed_for_agents: false,
  visible_in_portal: true,
  editable_in_portal: false,
  regexp_for_validation: null,
  tag: null,
});

/** A ticket status as the API shows it. */
export const presentCustomStatus = (status: CustomStatus, origin: string) => ({
  ...status,
  url: `${origin}/api/v2/custom_statuses/${status.id}.json`,
  raw_agent_label: status.agent_label,
  raw_end_user_label: status.end_user_label,
  description: "",
  raw_description: "",
  end_user_description: "",
  raw_end_user_description: "",
});
