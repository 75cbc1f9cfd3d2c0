import { topicOf } from "./metrics.ts";
import type { State } from "./state.ts";

/** None for WhatsApp, and none for what is only on its way. */
const offered = [
  "bounced_email",
  "clicked_email",
  "dropped_email",
  "manually_suppressed_from_email_marketing",
  "manually_unsuppressed_from_email_marketing",
  "marked_email_as_spam",
  "opened_email",
  "received_email",
  "subscribed_to_email_marketing",
  "unsubscribed_from_email_marketing",
  "updated_email_preferences",
  "clicked_sms",
  "failed_to_deliver_automated_response_sms",
  "failed_to_deliver_sms",
  "received_automated_response_sms",
  "received_sms",
  "sent_sms",
  "subscribed_to_sms_marketing",
  "unsubscribed_from_sms_marketing",
  "bounced_push",
  "opened_push",
  "received_push",
  "ready_to_review",
  "submitted_rating",
  "submitted_review",
].map((slug) => `event:klaviyo.${slug}`);

/** What a webhook can be told of: Klaviyo's own topics, and one for each metric that others have brought. */
export function topicsOf({ metrics }: State): string[] {
  const brought = [...metrics.values()].filter(({ integration }) => integration.key !== "klaviyo");
  return [...offered, ...new Set(brought.map(topicOf))];
}
