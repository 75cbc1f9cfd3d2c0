import { createIds } from "./ids.ts";
import type { OAuthState } from "./oauth/oauth-state.ts";
import { createOAuthState } from "./oauth/oauth-state.ts";
import type {
  Attachment,
  Audit,
  Brand,
  CustomStatus,
  Group,
  GroupMembership,
  Identity,
  Rule,
  SatisfactionRating,
  Ticket,
  TicketField,
  User,
  Webhook,
} from "./records.ts";
import { customStatuses, ticketFields } from "./ticket-fields.ts";

/** Zendesk's limits and delays; a test sets them lower. */
export interface Limits {
  requestsPerMinute: number;
  /** How often one user may update one ticket within a window. */
  updatesPerTicket: number;
  updateWindowSeconds: number;
  exportsPerMinute: number;
  /** How long a new record is hidden from search: Zendesk's index lags behind. */
  searchLagSeconds: number;
  /** How recent a change the incremental export leaves out. */
  exportLagSeconds: number;
}

/** One account with all its records; insertion order is id order. */
export interface ZendeskState {
  accountId: number;
  subdomain: string;
  /** Where the account is reached; events name files by it. */
  origin: string;
  limits: Limits;
  /** Whether a file's address opens it for nobody but who is signed in. */
  privateAttachments: boolean;
  nextId: ReturnType<typeof createIds>;
  users: Map<number, User>;
  identities: Map<number, Identity>;
  brands: Map<number, Brand>;
  groups: Map<number, Group>;
  memberships: Map<number, GroupMembership>;
  ticketFields: Map<number, TicketField>;
  customStatuses: Map<number, CustomStatus>;
  tickets: Map<number, Ticket>;
  /** By ticket id, oldest first; a ticket's comments are in its audits. */
  audits: Map<number, Audit[]>;
  /** By upload token, until a comment takes them. */
  uploads: Map<string, Attachment[]>;
  attachments: Map<number, Attachment>;
  ratings: Map<number, SatisfactionRating>;
  views: Map<number, Rule>;
  triggers: Map<number, Rule>;
  automations: Map<number, Rule>;
  webhooks: Map<string, Webhook>;
  oauth: OAuthState;
}

/** An account as Zendesk sets one up, before anybody is in it. */
export function createState(subdomain: string): ZendeskState {
  const nextId = createIds();
  return {
    accountId: 22129848,
    subdomain,
    origin: `https://${subdomain}.zendesk.com`,
    privateAttachments: false,
    limits: {
      requestsPerMinute: 700,
      updatesPerTicket: 30,
      updateWindowSeconds: 600,
      exportsPerMinute: 10,
      searchLagSeconds: 0,
      exportLagSeconds: 60,
    },
    nextId,
    users: new Map(),
    identities: new Map(),
    brands: new Map(),
    groups: new Map(),
    memberships: new Map(),
    ticketFields: ticketFields(nextId),
    customStatuses: customStatuses(nextId),
    tickets: new Map(),
    audits: new Map(),
    uploads: new Map(),
    attachments: new Map(),
    ratings: new Map(),
    views: new Map(),
    triggers: new Map(),
    automations: new Map(),
    webhooks: new Map(),
    oauth: createOAuthState(),
  };
}
