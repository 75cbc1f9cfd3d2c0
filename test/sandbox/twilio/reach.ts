import { deliverWaiting } from "./delivery.ts";
import type { TwilioContext } from "./state.ts";

/** Messages to this phone end with an error code from now on; with null, they arrive again. */
export function setFailure(context: TwilioContext, phone: string, code: number | null): void {
  const { state, events } = context;
  if (code === null) {
    state.failures.delete(phone);
    deliverWaiting(context, phone);
  } else state.failures.set(phone, code);
  events.emit("reach", phone);
}
