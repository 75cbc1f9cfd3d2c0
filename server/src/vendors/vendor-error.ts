import type { Vendor } from "@sidethread/shared/sidebar";

export interface VendorFailure {
  vendor: Vendor;
  /** Null: no answer came. */
  status: number | null;
  /** The vendor's own code, such as Twilio's 21610. */
  code: string | null;
  retryAfterMs: number | null;
  /** Whether the vendor may have done the work all the same. */
  mayHaveHappened: boolean;
}

/** A vendor said no, or said nothing. Tried again by default; a caller that knows better refuses. */
export class VendorError extends Error implements VendorFailure {
  override name = "VendorError";
  readonly vendor: Vendor;
  readonly status: number | null;
  readonly code: string | null;
  readonly retryAfterMs: number | null;
  readonly mayHaveHappened: boolean;

  constructor(message: string, failure: VendorFailure, options?: ErrorOptions) {
    super(message, options);
    this.vendor = failure.vendor;
    this.status = failure.status;
    this.code = failure.code;
    this.retryAfterMs = failure.retryAfterMs;
    this.mayHaveHappened = failure.mayHaveHappened;
  }

  /**
   * Whether trying the same again cannot help: every 4xx but timeout, conflict, too early and too many, and but 401
   * and 403, since access can be mended while the work waits.
   */
  get final(): boolean {
    const { status } = this;
    return (
      status !== null && status >= 400 && status < 500 && ![401, 403, 408, 409, 425, 429].includes(status)
    );
  }
}
