import { measureSms } from "@sidethread/shared/sms-segments";
import { klaviyo } from "./integrations.ts";
import type { Recorder } from "./recorder.ts";
import type { Message, Profile, State } from "./state.ts";

export function keepMessage(state: State, message: Omit<Message, "id" | "at">): Message {
  const kept = { ...message, id: state.ids.ulid("message"), at: state.now() };
  state.messages.push(kept);
  return kept;
}

/** The properties of an event about a message. */
export function messageProperties({
  channel,
  from,
  to,
  body,
  pictures,
  labels,
}: Omit<Message, "id" | "at">): Record<string, unknown> {
  const sms = { "Message Format": pictures.length > 0 ? "MMS" : "SMS", "Segment Count": segmentsOf(body) };
  return {
    "Message Body": body,
    "From Number": from,
    "To Number": to,
    ...(channel === "sms" ? sms : { "Message Format": "WhatsApp" }),
    // Klaviyo documents no name for pictures: this one is our guess.
    ...(pictures.length > 0 && { "Media URLs": pictures }),
    ...labels,
  };
}

let counted = { body: "", segments: 1 };

/** Counting is slow, and a campaign says the same to everybody. */
function segmentsOf(body: string): number {
  if (body !== counted.body) counted = { body, segments: Math.max(1, measureSms(body).segments) };
  return counted.segments;
}

/** Writes down what happened to a message. */
export function noteMessage(
  state: State,
  { record }: Recorder,
  metric: string,
  profile: Profile,
  message: Message,
  more: Record<string, unknown> = {},
): void {
  const properties = { ...messageProperties(message), ...more };
  record([{ metric, integration: klaviyo, profile, at: state.now(), properties, uniqueId: message.id }]);
}
