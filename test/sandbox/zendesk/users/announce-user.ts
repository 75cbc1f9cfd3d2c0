import type { Account } from "../account.ts";
import type { User } from "../records.ts";
import { type EventBody, sendEvents, userEnvelope } from "../webhooks/send-events.ts";
import type { UserChange } from "./save-user.ts";

/** The fields that have an event of their own, and the event's name. */
const CHANGES: [field: keyof User, event: string][] = [
  ["name", "name_changed"],
  ["alias", "alias_changed"],
  ["details", "details_changed"],
  ["notes", "notes_changed"],
  ["external_id", "external_id_changed"],
  ["role", "role_changed"],
  ["active", "active_changed"],
  ["suspended", "suspended_changed"],
  ["iana_time_zone", "time_zone_changed"],
  ["default_group_id", "default_group_changed"],
];

function* eventsOf({ user, before, added, removed }: UserChange): Generator<EventBody> {
  if (!before) yield { type: "user.created", event: {} };
  for (const identity of added) {
    yield { type: "user.identity_created", event: { identity: identityEvent(identity) } };
  }
  for (const identity of removed) {
    yield { type: "user.identity_deleted", event: { identity: identityEvent(identity) } };
  }
  if (!before) return;
  for (const [field, event] of CHANGES) {
    if (before[field] === user[field]) continue;
    yield { type: `user.${event}`, event: { current: asText(user[field]), previous: asText(before[field]) } };
  }
  const addedTags = user.tags.filter((tag) => !before.tags.includes(tag));
  const removedTags = before.tags.filter((tag) => !user.tags.includes(tag));
  if (addedTags.length > 0 || removedTags.length > 0) {
    yield {
      type: "user.tags_changed",
      event: { added: { tags: addedTags }, removed: { tags: removedTags } },
    };
  }
}

const asText = (value: unknown) => (typeof value === "number" ? String(value) : value);

const identityEvent = ({ id, primary, type, value }: UserChange["added"][number]) => ({
  id: String(id),
  primary,
  type,
  value,
});

/** Tells the workspace and the subscribed webhooks what became of a user. */
export function announceUser(account: Account, change: UserChange): void {
  account.events.emit("user", change.user.id);
  sendEvents(account, [...eventsOf(change)], userEnvelope(change.user));
}
