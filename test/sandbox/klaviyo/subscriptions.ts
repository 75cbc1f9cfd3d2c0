import type { ConsentChannel, ConsentState } from "./consents.ts";
import { klaviyo } from "./integrations.ts";
import { klaviyoMetrics } from "./metrics.ts";
import type { Recorder } from "./recorder.ts";
import type { Profile, State } from "./state.ts";

export interface ConsentChange {
  channels: ConsentChannel[];
  state: Exclude<ConsentState, "NEVER_SUBSCRIBED">;
  at: Date;
  method: string;
  methodDetail?: string | null;
}

const announced: Partial<Record<ConsentChannel, Record<ConsentChange["state"], string>>> = {
  "email.marketing": {
    SUBSCRIBED: klaviyoMetrics.subscribedEmail,
    UNSUBSCRIBED: klaviyoMetrics.unsubscribedEmail,
  },
  "sms.marketing": {
    SUBSCRIBED: klaviyoMetrics.subscribedSms,
    UNSUBSCRIBED: klaviyoMetrics.unsubscribedSms,
  },
};

/** Changes a profile's consent and records what changed; what stays as it was tells nobody anything. */
export function changeConsent(
  state: Pick<State, "ids" | "now">,
  { record }: Pick<Recorder, "record">,
  profile: Profile,
  change: ConsentChange,
): void {
  const changed = change.channels.filter((channel) => profile.consents[channel].state !== change.state);
  for (const channel of changed) {
    profile.consents[channel] = {
      state: change.state,
      at: change.at,
      method: change.method,
      methodDetail: change.methodDetail ?? null,
    };
  }
  if (changed.length > 0) profile.updated = state.now();
  record(
    changed.flatMap((channel) => {
      const metric = announced[channel]?.[change.state];
      if (!metric) return [];
      const properties = { Method: change.method, "Method Detail": change.methodDetail ?? "" };
      const uniqueId = state.ids.uuid("consent");
      return [{ metric, integration: klaviyo, profile, at: change.at, properties, uniqueId }];
    }),
  );
}
