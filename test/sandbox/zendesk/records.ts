/** What Zendesk keeps, spelled as it goes over the wire. Dates are ISO seconds with a Z, which also sort as text. */

export type Status = "new" | "open" | "pending" | "hold" | "solved" | "closed" | "deleted";
export type Priority = "low" | "normal" | "high" | "urgent";
export type TicketType = "question" | "incident" | "problem" | "task";
export type Role = "end-user" | "agent" | "admin";
export type FieldValue = string | number | boolean | string[] | null;

export interface Via {
  channel: string;
  source: { from: Record<string, unknown>; to: Record<string, unknown>; rel: string | null };
}

export interface User {
  id: number;
  name: string;
  email: string | null;
  phone: string | null;
  shared_phone_number: boolean | null;
  role: Role;
  external_id: string | null;
  alias: string;
  details: string;
  notes: string;
  locale: string;
  time_zone: string;
  iana_time_zone: string;
  default_group_id: number | null;
  tags: string[];
  user_fields: Record<string, unknown>;
  verified: boolean;
  active: boolean;
  suspended: boolean;
  created_at: string;
  updated_at: string;
}

export interface Identity {
  id: number;
  user_id: number;
  type: "email" | "phone_number";
  value: string;
  primary: boolean;
  verified: boolean;
  created_at: string;
  updated_at: string;
}

export interface Brand {
  id: number;
  name: string;
  subdomain: string;
  default: boolean;
  active: boolean;
  created_at: string;
  updated_at: string;
}

export interface Group {
  id: number;
  name: string;
  description: string;
  default: boolean;
  created_at: string;
  updated_at: string;
}

export interface GroupMembership {
  id: number;
  user_id: number;
  group_id: number;
  default: boolean;
  created_at: string;
  updated_at: string;
}

export interface TicketField {
  id: number;
  type: string;
  title: string;
  removable: boolean;
  system_field_options?: { name: string; value: string }[];
  custom_field_options?: { id: number; name: string; value: string }[];
  created_at: string;
  updated_at: string;
}

export interface CustomStatus {
  id: number;
  status_category: "new" | "open" | "pending" | "hold" | "solved";
  agent_label: string;
  end_user_label: string;
  default: boolean;
  active: boolean;
  created_at: string;
  updated_at: string;
}

export interface Ticket {
  id: number;
  external_id: string | null;
  via: Via;
  subject: string;
  description: string;
  status: Status;
  custom_status_id: number;
  priority: Priority | null;
  type: TicketType | null;
  requester_id: number;
  submitter_id: number;
  assignee_id: number | null;
  group_id: number | null;
  brand_id: number;
  ticket_form_id: number;
  due_at: string | null;
  is_public: boolean;
  tags: string[];
  custom_fields: { id: number; value: FieldValue }[];
  followup_ids: number[];
  satisfaction_rating: { id?: number; score: string; comment?: string };
  created_at: string;
  updated_at: string;
  /** Unix seconds of the last change, the order of the incremental export. */
  generated_timestamp: number;
}

export interface Attachment {
  id: number;
  token: string;
  file_name: string;
  content_type: string;
  content: Uint8Array<ArrayBuffer>;
}

export interface Comment {
  id: number;
  type: "Comment";
  audit_id: number;
  author_id: number;
  body: string;
  html_body: string;
  public: boolean;
  attachments: Attachment[];
  via: Via;
  metadata: AuditMetadata;
  created_at: string;
}

export interface AuditMetadata {
  system: Record<string, unknown>;
  custom: Record<string, unknown>;
}

/** What one update did, besides its comment. */
export interface FieldEvent {
  id: number;
  type: "Create" | "Change";
  field_name: string;
  value: unknown;
  previous_value?: unknown;
  /** Only where a trigger or an automation did it, and not the update's author. */
  via?: Via;
}

export interface Audit {
  id: number;
  ticket_id: number;
  author_id: number;
  metadata: AuditMetadata;
  via: Via;
  created_at: string;
  comment: Comment | null;
  events: FieldEvent[];
}

export interface SatisfactionRating {
  id: number;
  ticket_id: number;
  requester_id: number;
  assignee_id: number | null;
  group_id: number | null;
  score: string;
  comment: string | null;
  created_at: string;
  updated_at: string;
}

export interface Condition {
  field: string;
  operator: string;
  value: string | number | boolean | null | (string | number)[];
}

export interface Action {
  field: string;
  value: string | (string | number)[];
}

/** A view, trigger or automation: each has a title and conditions, and the latter two act. */
export interface Rule {
  id: number;
  title: string;
  description: string;
  active: boolean;
  position: number;
  conditions: { all: Condition[]; any: Condition[] };
  actions: Action[];
  restriction: Record<string, unknown> | null;
  /** Views only: what is shown, in which order. */
  output: ViewOutput | null;
  created_at: string;
  updated_at: string;
}

export interface ViewOutput {
  columns: string[];
  sort_by: string;
  sort_order: "asc" | "desc";
  group_by: string | null;
}

export interface Webhook {
  id: string;
  name: string;
  description: string;
  status: "active" | "inactive";
  endpoint: string;
  http_method: "POST";
  request_format: "json";
  subscriptions: string[];
  authentication?: WebhookAuthentication | undefined;
  custom_headers?: Record<string, string> | undefined;
  signing_secret: string;
  created_at: string;
  created_by: string;
  updated_at: string;
  updated_by: string;
}

export type WebhookAuthentication =
  | { type: "bearer_token"; data: { token: string }; add_position: "header" }
  | { type: "basic_auth"; data: { username: string; password: string }; add_position: "header" }
  | { type: "api_key"; data: { name: string; value: string }; add_position: "header" };
