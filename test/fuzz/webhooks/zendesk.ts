import fc from "fast-check";
import { json } from "../json.ts";
import { jsonMutations, mutateJson } from "../mutate-json.ts";
import { nastyString } from "../nasty.ts";
import { world } from "../world.ts";
import type { Draft } from "./draft.ts";

const STATUSES = ["NEW", "OPEN", "PENDING", "HOLD", "SOLVED", "CLOSED", "DELETED", "Open"];
const status = fc.constantFrom(...STATUSES);
const id = fc.integer({ min: 1, max: 99_999 }).map(String);
const instant = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());

const comment = fc.record({
  id,
  body: fc.oneof(fc.string({ unit: "grapheme" }), nastyString),
  html_body: fc.constant("<p>Hello</p>"),
  is_public: fc.boolean(),
  author: fc.record({ id, is_staff: fc.boolean(), name: fc.string() }, { requiredKeys: ["id", "is_staff"] }),
});

const meta = fc.constant({ sequence: { id: "01", position: 1, total: 1 } });
const changed = (value: fc.Arbitrary<unknown>) => fc.record({ current: value, previous: value, meta });
const tags = fc.array(fc.string(), { maxLength: 3 });

/** What each type of event that we subscribe to tells. */
const events = {
  "ticket.created": fc.constant({}),
  "ticket.comment_added": fc.record({ comment, meta }),
  "ticket.status_changed": changed(status),
  "ticket.agent_assignment_changed": changed(fc.option(id)),
  "ticket.tags_changed": fc.record({ tags_added: tags, tags_removed: tags, meta }),
  "ticket.soft_deleted": fc.constant({}),
};

const ticketId = fc.oneof(fc.constantFrom(...world.tickets), id);

const detail = fc.record({
  actor_id: id,
  assignee_id: fc.option(id),
  brand_id: id,
  created_at: instant,
  description: fc.string({ unit: "grapheme" }),
  external_id: fc.option(
    fc.oneof(fc.constantFrom(...world.replies.map((reply) => `sidethread:${reply}`)), fc.string()),
  ),
  id: ticketId,
  is_public: fc.boolean(),
  priority: fc.constantFrom("LOW", null),
  requester_id: id,
  status,
  subject: fc.string({ unit: "grapheme" }),
  tags,
  updated_at: instant,
  via: fc.constant({ channel: "web_service" }),
});

const types = Object.keys(events) as (keyof typeof events)[];
const told = fc.constantFrom(...types).chain((type) => fc.tuple(fc.constant(type), events[type]));

export const zendeskWebhook: fc.Arbitrary<Draft> = fc
  .tuple(fc.uuid(), told, instant, detail, jsonMutations)
  .map(([eventId, [type, event], time, about, mutations]) => ({
    vendor: "zendesk",
    path: "",
    headers: { "content-type": "application/json" },
    body: mutateJson(
      json({
        type: `zen:event-type:${type}`,
        account_id: 22129848,
        id: eventId,
        time,
        zendesk_event_version: "2022-11-06",
        subject: `zen:ticket:${about.id}`,
        detail: about,
        event,
      }),
      mutations,
    ),
  }));
