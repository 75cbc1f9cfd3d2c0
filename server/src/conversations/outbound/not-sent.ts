import { Refused } from "../../work/failure.ts";

/** A reply that must not, or cannot, go out; `reason` as the sidebar has words for it. */
export class NotSent extends Refused {
  readonly reason: string;

  constructor(reason: string, options?: ErrorOptions) {
    super(`The reply was not sent: ${reason}.`, options);
    this.reason = reason;
  }
}
