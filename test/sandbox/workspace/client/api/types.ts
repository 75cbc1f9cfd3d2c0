/** What the workspace reads of Zendesk's objects. */
export interface Ticket {
  id: number;
  subject: string | null;
  description: string | null;
  status: TicketStatus;
  priority: string | null;
  type: string | null;
  tags: string[];
  brand_id: number | null;
  group_id: number | null;
  assignee_id: number | null;
  requester_id: number;
  external_id: string | null;
  follower_ids?: number[];
  custom_fields?: { id: number; value: unknown }[];
  via?: { channel: string };
  created_at: string;
  updated_at: string;
}

export type TicketStatus = "new" | "open" | "pending" | "hold" | "solved" | "closed";

export interface Attachment {
  id: number;
  file_name: string;
  content_url: string;
  content_type: string;
  size: number;
}

export interface Comment {
  id: number;
  author_id: number;
  body: string;
  plain_body?: string;
  public: boolean;
  attachments: Attachment[];
  created_at: string;
  via?: { channel: string };
}

export interface User {
  id: number;
  name: string;
  email: string | null;
  phone: string | null;
  role: string | null;
  locale?: string;
  iana_time_zone?: string;
  external_id?: string | null;
  organization_id?: number | null;
  default_group_id?: number | null;
  tags?: string[];
  notes?: string | null;
  created_at?: string;
}

export interface Group {
  id: number;
  name: string;
}

export interface Brand {
  id: number;
  name: string;
  subdomain: string;
  default?: boolean;
}

export interface View {
  id: number;
  title: string;
  active: boolean;
}

export interface TicketField {
  id: number;
  type: string;
  title: string;
  active?: boolean;
  removable?: boolean;
  custom_field_options?: { name: string; value: string }[];
}

export interface Upload {
  token: string;
  attachment: Attachment;
}

/** An app that is installed here, without its secure settings. */
export interface AppInstallation {
  appId: number;
  installationId: number;
  name: string;
  version: string;
  locations: Record<string, { url: string; flexible?: boolean }>;
  icons: string[];
  settings: Record<string, unknown>;
}

export interface Account {
  subdomain: string;
  apps: AppInstallation[];
}
