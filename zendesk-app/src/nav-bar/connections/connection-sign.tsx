import type { AdminConnection } from "@sidethread/shared/admin";
import { FormattedMessage } from "react-intl";
import { Sign, type Tone } from "../parts/sign.tsx";

const TONES: Record<AdminConnection["state"], Tone> = {
  connected: "good",
  needs_attention: "bad",
  not_connected: "nothing",
};

/** Whether a vendor is connected, and well. */
export function ConnectionSign({ state }: { state: AdminConnection["state"] }) {
  return (
    <Sign tone={TONES[state]}>
      <FormattedMessage id={`connect.state.${state}`} />
    </Sign>
  );
}
