import { toSecond } from "./dates.ts";
import type { Integration } from "./integrations.ts";
import { metricNamed } from "./metrics.ts";
import type { KlaviyoEvent, Profile, State } from "./state.ts";

/** Something that happened to a profile. */
export interface Occurrence {
  metric: string;
  integration: Integration;
  profile: Profile;
  at: Date;
  properties: Record<string, unknown>;
  /** Repeated for the same profile and metric: the first stands. Without one: the second it happened in. */
  uniqueId?: string | null | undefined;
  value?: number | null | undefined;
  currency?: string | null | undefined;
  backfill?: boolean | null | undefined;
}

export interface Recorder {
  /** The new events, without those that were known already. */
  record(occurrences: Occurrence[]): KlaviyoEvent[];
  isKnown(occurrence: Occurrence): boolean;
}

/** Writes events down and announces the new ones. */
export function createRecorder(state: State, announce: (events: KlaviyoEvent[]) => void): Recorder {
  const known = new Set<string>();
  const keyOf = ({ metric, integration, profile, at, uniqueId }: Occurrence) =>
    JSON.stringify([profile.id, integration.key, metric, uniqueId ?? toSecond(at).getTime()]);

  function write(occurrence: Occurrence): KlaviyoEvent[] {
    const key = keyOf(occurrence);
    if (known.has(key)) return [];
    known.add(key);
    const { profile, properties } = occurrence;
    const event: KlaviyoEvent = {
      id: state.ids.short("event", key, 11),
      uuid: state.ids.uuid("event", key),
      metric: metricNamed(state, occurrence.metric, occurrence.integration),
      profile,
      at: toSecond(occurrence.at),
      visibleAt: new Date(state.now().getTime() + state.settings.eventsLateMs),
      properties,
      uniqueId: occurrence.uniqueId ?? null,
      value: occurrence.value ?? null,
      currency: occurrence.currency ?? null,
      backfill: occurrence.backfill ?? false,
    };
    state.events.push(event);
    if (!profile.lastEvent || profile.lastEvent < event.at) profile.lastEvent = event.at;
    return [event];
  }

  return {
    isKnown: (occurrence) => known.has(keyOf(occurrence)),
    record(occurrences) {
      const events = occurrences.flatMap(write);
      announce(events.filter(({ backfill }) => !backfill));
      return events;
    },
  };
}
